package io.maestro.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.testkit.time.StalledException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
