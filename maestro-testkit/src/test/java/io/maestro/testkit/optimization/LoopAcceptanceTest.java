package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.GOOD;
import static io.maestro.testkit.optimization.World.MEDIOCRE;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.kind.KindStages;
import io.maestro.metric.Metrics;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.Predecessor;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Verdict;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.World.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a new version may follow the one that is there. */
final class LoopAcceptanceTest extends OnALoop {
  private static final Reoptimization WHEN_WILD =
      Reoptimization.when(Trigger.contextChanged()).coolDown(Duration.ZERO);

  private KindStages.Complete<String, String, Integer, String> checkedBy(
      String id, Check<Object, Object, Object> check) {
    return observed(world.checked("service").validation(id, check));
  }

  private KindStages.Complete<String, String, Integer, String> observed(
      KindStages.NeedsExecution<String, String, Integer> checked) {
    return checked
        .execution(String.class, (task, flow) -> "done")
        .monitoring((task, flow) -> world.observe(task.strategy().ref().toString(), flow))
        .reoptimize(WHEN_WILD);
  }

  /** A version that does so is optimized, and what comes of it is mediocre. */
  private OptimizationDecision optimized(TestHost host, Metrics before) {
    var maestro = start(host);
    var loop = onDemand(host, maestro, develop(host, maestro, "a").ref());
    world.shows(before).in("wild").optimizing(Manner.MEDIOCRE);
    return host.get(loop.tickNow());
  }

  @Test
  @Proves("11.31")
  void check_thatComparesWithTheVersionBefore_keepsABetterOne(TestHost host) {
    kind = checkedBy("no-step-back", Check.noWorseThanBefore(SCORE, 0.1)).build();
    OptimizationDecision decision = optimized(host, GOOD);

    assertEquals(End.REJECTED, decision.result().end());
    assertEquals(
        "OPTIMIZE: wild instead of calm; rejected v2, no-step-back: FAIL, score >= 0.9,"
            + " observed 0.6, compared with service:a@1",
        decision.reason());
  }

  @Test
  @Proves("11.31")
  void check_thatComparesWithTheVersionBefore_looksAtHowItDoesNotAtWhatWasExpected(TestHost host) {
    kind = checkedBy("no-step-back", Check.noWorseThanBefore(SCORE, 0)).build();

    assertEquals(End.ACCEPTED, optimized(host, BAD).result().end());
  }

  @Test
  @Proves("11.31")
  void check_nothingObservedOfTheVersionBefore_comparesWithWhatWasExpected(TestHost host) {
    kind = checkedBy("no-step-back", Check.noWorseThanBefore(SCORE, 0.5)).build();
    OptimizationDecision within = optimized(host, Metrics.none());

    assertEquals(End.ACCEPTED, within.result().end());
  }

  @Test
  @Proves("11.32")
  void kind_withAPrimaryMetric_keepsAVersionThatDoesFarBetter(TestHost host) {
    kind = observed(world.checked("service")).primaryMetric(SCORE).tolerance(0.3).build();
    OptimizationDecision decision = optimized(host, GOOD);

    assertEquals(End.REJECTED, decision.result().end());
    assertTrue(decision.reason().contains("no-worse-than-before: FAIL"), decision.reason());
  }

  @Test
  @Proves("11.32")
  void kind_withAPrimaryMetric_takesWhatIsWithinItsTolerance(TestHost host) {
    kind = observed(world.checked("service")).primaryMetric(SCORE).tolerance(0.4).build();

    assertEquals(End.ACCEPTED, optimized(host, GOOD).result().end());
  }

  @Test
  @Proves("11.32")
  void kind_whoseVersionWasNotObserved_isNotCompared(TestHost host) {
    kind = observed(world.checked("service")).primaryMetric(SCORE).tolerance(0).build();

    assertEquals(End.ACCEPTED, optimized(host, Metrics.none()).result().end());
  }

  @Test
  @Proves("11.32")
  void kind_withoutAPrimaryMetricOrWithACheckOfThatName_isNotCompared(TestHost host) {
    kind = observed(world.checked("service")).tolerance(0).build();
    assertEquals(End.ACCEPTED, optimized(host, GOOD).result().end());

    world = new World(host.time());
    Check<Object, Object, Object> mine = (candidate, flow) -> CheckResult.pass("as I like it");
    kind = checkedBy(Check.NO_WORSE_THAN_BEFORE, mine).primaryMetric(SCORE).tolerance(0).build();
    assertEquals(End.ACCEPTED, optimized(host, GOOD).result().end());
  }

  @Test
  @Proves("11.31")
  void candidate_ofALoop_knowsTheVersionBefore(TestHost host) {
    List<Optional<? extends Predecessor<?>>> seen = new ArrayList<>();
    kind =
        checkedBy(
                "look",
                (candidate, flow) -> {
                  seen.add(candidate.following());
                  return Check.noWorseThanBefore(SCORE, 1).examine(candidate, flow);
                })
            .build();
    var maestro = start(host);
    var first = develop(host, maestro, "a");
    world.shows(MEDIOCRE).in("wild");
    host.get(onDemand(host, maestro, first.ref()).tickNow());

    assertEquals(Optional.empty(), seen.get(0));
    assertEquals(Verdict.PASS, first.report().checks().get("look").verdict());
    assertEquals("it follows no version", first.report().checks().get("look").message());
    Predecessor<?> before = seen.get(1).orElseThrow();
    assertEquals(first, before.version());
    assertEquals(MEDIOCRE, before.observed());
  }
}
