package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.optimization.Trigger;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the way of an optimization. */
final class LoopGuardsTest extends OnALoop {
  @Test
  @Proves("11.10")
  void perDay_used_suppressesUntilADayAfterTheFirst(TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.atMostPerDay(2));
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR.multipliedBy(25));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(List.of(Choice.OPTIMIZE, Choice.OPTIMIZE), choices(host, loop).subList(0, 2));
    assertEquals(List.of(Guard.PER_DAY), guards(all.get(2)));
    assertEquals(List.of(Guard.PER_DAY), guards(all.get(23)));
    assertEquals(Choice.OPTIMIZE, all.get(24).choice(), all.get(24).reason());
  }

  @Test
  @Proves("11.10")
  void atOnce_anotherLoopOptimizes_isSuppressedUntilThatIsOver(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var first = loop(host, maestro, develop(host, maestro, "a").ref());
    time.advance(Duration.ofMinutes(10));
    var second = loop(host, maestro, develop(host, maestro, "b").ref());
    world.shows(BAD).optimizationTakes(Duration.ofMinutes(30));
    time.advance(HOUR.plusMinutes(5));
    world.optimizationTakes(Duration.ZERO);
    time.advance(HOUR);

    assertEquals(Choice.OPTIMIZE, choices(host, first).get(0));
    assertEquals(List.of(Guard.AT_ONCE), guards(decisions(host, second).get(0)));
    assertEquals(Choice.OPTIMIZE, choices(host, second).get(1));
  }

  @Test
  @Proves("11.7")
  void breach_onTooFewSamples_isSuppressedAndSaysSo(TestHost host, VirtualTime time) {
    kind =
        world.kind(
            "service",
            Reoptimization.when(Trigger.unless(Threshold.atLeast(SCORE, 0.5).minSamples(63))));
    var loop = loop(host, start(host));
    world.shows(Metrics.of(SCORE, 0, 10));
    time.advance(HOUR);

    assertEquals(
        "SUPPRESSED by TOO_FEW_SAMPLES: score >= 0.5, observed 0 on 10 of 63 samples",
        last(host, loop).reason());
  }
}
