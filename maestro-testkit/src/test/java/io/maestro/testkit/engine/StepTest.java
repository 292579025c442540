package io.maestro.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StepTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("2.1")
  void steps_inSequence_runOnceEachAndGiveTheirValues(TestHost host) {
    AtomicInteger calls = new AtomicInteger();
    var adding =
        Workflow.of(
            "adding",
            Integer.class,
            Integer.class,
            (start, flow) -> {
              int sum = start;
              for (int i = 1; i <= 5; i++) {
                int term = i;
                sum +=
                    flow.at("round", i)
                        .step(
                            "add",
                            Integer.class,
                            step -> {
                              calls.incrementAndGet();
                              return term;
                            });
              }
              return sum;
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(adding));

    Run<Integer> run = maestro.start(adding, 100, RunOptions.named("adding-1"));

    assertEquals(115, host.get(run.result()));
    assertEquals(5, calls.get());
    assertEquals(
        List.of("round[1]/add", "round[2]/add", "round[3]/add", "round[4]/add", "round[5]/add"),
        host.get(maestro.journal(run.id())).stream().map(step -> step.path()).toList());
  }

  @Test
  void sleep_ofAThousandDays_takesNoRealTime(TestHost host, VirtualTime time) {
    var sleeper =
        Workflow.of(
            "sleeper",
            Integer.class,
            Integer.class,
            (days, flow) -> {
              for (int day = 0; day < days; day++) {
                flow.at("day", day).sleep("night", Duration.ofDays(1));
              }
              return days;
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(sleeper));

    Run<Integer> run = maestro.start(sleeper, 1000);

    assertEquals(1000, host.get(run.result()));
    assertEquals(VirtualTime.DEFAULT_START.plus(Duration.ofDays(1000)), time.now());
  }

  @Test
  @Proves("4.1")
  void step_failsTwice_isRetriedWithBackoff(TestHost host, VirtualTime time) {
    AtomicInteger calls = new AtomicInteger();
    var flaky =
        Workflow.of(
            "flaky",
            String.class,
            String.class,
            (input, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(3).onlyOn(IOException.class)))
                    .step(
                        "call",
                        String.class,
                        step -> {
                          if (calls.incrementAndGet() < 3) {
                            throw new IOException("down");
                          }
                          return "up at attempt " + step.attempt();
                        }));
    StrategyMaestro maestro = host.start(builder -> builder.register(flaky));

    assertEquals("up at attempt 3", host.get(maestro.start(flaky, "x").result()));
  }

  @Test
  @Proves("4.3")
  void step_hangs_isInterruptedAtItsTimeoutAndFails(TestHost host, VirtualTime time) {
    var hanging =
        Workflow.of(
            "hanging",
            String.class,
            String.class,
            (input, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(20)))
                    .step(
                        "hang",
                        String.class,
                        step -> {
                          time.pass(Duration.ofDays(1));
                          return "never";
                        }));
    StrategyMaestro maestro = host.start(builder -> builder.register(hanging));

    String outcome =
        host.get(maestro.start(hanging, "x").outcome())
            .fold(value -> value, failure -> failure.kind() + " " + failure.step(), why -> why);

    assertEquals("TIMEOUT hang", outcome);
    assertTrue(time.now().isBefore(VirtualTime.DEFAULT_START.plusSeconds(30)));
  }
}
