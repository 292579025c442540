package io.maestro.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JitterTest {
  private static final Duration BOUND = Duration.ofSeconds(100);

  private static final Workflow<String, Long> FLAKY =
      Workflow.of(
          "flaky",
          String.class,
          Long.class,
          (in, flow) ->
              flow.with(StepPolicy.retrying(Retry.upTo(2).backoff(BOUND, BOUND)))
                  .step(
                      "call",
                      Long.class,
                      step -> {
                        if (step.attempt() == 1) {
                          throw new IOException("down");
                        }
                        return step.now().toEpochMilli();
                      }));

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("4.2")
  void retries_ofManyRuns_spreadEvenlyAndOfOneRunAreRepeatable(TestHost host) {
    List<Long> delays = delays(host);

    TestHost another = new TestHost();
    assertEquals(delays, delays(another));
    assertEquals(List.of(), another.close());
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = tenth * BOUND.toMillis() / 10;
      long count = delays.stream().filter(d -> d >= from && d < from + 10_000).count();
      assertTrue(count > 60 && count < 140, "tenth " + tenth + " has " + count + " of 1,000");
    }
  }

  private static List<Long> delays(TestHost host) {
    StrategyMaestro maestro = host.start(builder -> builder.register(FLAKY));
    long start = host.time().now().toEpochMilli();
    var runs =
        IntStream.range(0, 1_000)
            .mapToObj(i -> maestro.start(FLAKY, "x", RunOptions.named("run-" + i)))
            .toList();
    host.time().advance(BOUND);
    return runs.stream().map(run -> host.get(run.result()) - start).toList();
  }
}
