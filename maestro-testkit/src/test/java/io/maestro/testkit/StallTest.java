package io.maestro.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.testkit.time.StalledException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Proves("18.5")
final class StallTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  void await_whenOnlyHeartbeatsAreLeft_stallsAndNamesThem(TestHost host) {
    var never =
        Workflow.of(
            "never",
            String.class,
            String.class,
            (in, flow) -> flow.await("never", String.class, step -> new CompletableFuture<>()));
    StrategyMaestro maestro = host.start(builder -> builder.register(never));
    Run<String> run = maestro.start(never, "x");

    var stall = assertThrows(StalledException.class, () -> host.get(run.result()));

    assertTrue(stall.getMessage().contains("heartbeat"), stall.getMessage());
    host.leavesRuns();
  }

  @Test
  void get_ofAPausedRun_namesTheRunAndThatItIsPaused(TestHost host) {
    var sleeper =
        Workflow.of(
            "sleeper",
            String.class,
            String.class,
            (in, flow) -> {
              flow.sleep("night", Duration.ofDays(1));
              return in;
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(sleeper));
    Run<String> later = maestro.start(sleeper, "x", RunOptions.named("sleeper"));
    host.get(later.pause("wait"));

    var stall = assertThrows(StalledException.class, () -> host.get(later.result()));

    assertTrue(stall.getMessage().contains("sleeper PAUSED"), stall.getMessage());
    host.leavesRuns();
  }
}
