package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.GOOD;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.optimization.Trigger;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.World.Manner;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What comes of an optimization: the version that is judged from then on. */
final class LoopVersionsTest extends OnALoop {
  @Test
  @Proves("11.5")
  void breach_observed_makesANewVersionThatIsJudgedFromThenOn(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).in("wild");
    time.advance(HOUR);
    world.shows(GOOD);
    time.advance(HOUR);

    OptimizationDecision decision = decisions(host, loop).get(0);
    Strategy<Integer> current = host.get(loop.current());
    assertEquals(Choice.OPTIMIZE, decision.choice());
    assertEquals(End.ACCEPTED, decision.result().end());
    assertEquals("service:a@2", current.ref().toString());
    assertEquals(OptionalInt.of(1), current.lineage().parent());
    assertEquals("score >= 0.5, observed 0 on 100 samples", current.lineage().reason());
    assertEquals(
        "OPTIMIZE: score >= 0.5, observed 0 on 100 samples; accepted v2", decision.reason());
    assertEquals("wild", current.lineage().origin().context());
    assertEquals(List.of("service:a@1", "service:a@2"), world.observed());
    assertEquals(
        2,
        host.get(maestro.strategies().find(new StrategyRef("service", "a", 1), Integer.class))
            .orElseThrow()
            .spec(),
        "the former version is as it was");
  }

  @Test
  @Proves("11.24")
  void version_new_isNotHeldToTheBreachOfTheOneBefore(TestHost host, VirtualTime time) {
    var band = Trigger.unless(Threshold.atLeast(SCORE, 0.5)).until(Threshold.atLeast(SCORE, 0.9));
    kind = world.kind("service", Reoptimization.when(band).coolDown(Duration.ZERO));
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR);
    world.shows(Metrics.of(SCORE, 0.7, 100));
    time.advance(HOUR);

    assertEquals(List.of(Choice.OPTIMIZE, Choice.HOLD), choices(host, loop));
  }

  @Test
  @Proves({"11.5", "11.14"})
  void decision_made_isToldToListenersWithTheNewVersion(TestHost host, VirtualTime time) {
    List<String> told = new CopyOnWriteArrayList<>();
    var maestro =
        host.start(
            builder ->
                builder
                    .register(kind)
                    .listener(
                        new MaestroListener() {
                          @Override
                          public void optimizationDecided(OptimizationDecision decision) {
                            told.add(decision.choice().toString());
                          }

                          @Override
                          public void versionChosen(StrategyRef before, StrategyRef chosen) {
                            told.add(before + " > " + chosen);
                          }
                        }));
    loop(host, maestro);
    time.advance(HOUR);
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals(List.of("HOLD", "OPTIMIZE", "service:a@1 > service:a@2"), told);
  }

  @Test
  @Proves("11.9")
  void optimization_withoutABetterVersion_leavesTheCurrentOneAndBeginsTheCoolDown(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofMinutes(90)));
    var loop = loop(host, start(host));
    world.shows(BAD).optimizing(Manner.WORSE).optimizationTakes(Duration.ofMinutes(15));
    time.advance(HOUR.multipliedBy(3));
    world.optimizing(Manner.NOTHING);
    time.advance(HOUR.multipliedBy(2).plusMinutes(20));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(
        List.of(
            Choice.OPTIMIZE,
            Choice.SUPPRESSED,
            Choice.OPTIMIZE,
            Choice.SUPPRESSED,
            Choice.OPTIMIZE),
        all.stream().map(OptimizationDecision::choice).toList());
    assertEquals(
        "SUPPRESSED by COOL_DOWN (until 2026-01-01T02:45:00Z): score >= 0.5, observed 0"
            + " on 100 samples, the breach goes on",
        all.get(1).reason());
    assertEquals("service:a@2", all.get(0).result().version().orElseThrow().toString());
    assertEquals(End.REJECTED, all.get(0).result().end());
    assertEquals(End.CONCLUDED, all.get(4).result().end());
    assertEquals("service:a@1", host.get(loop.memory()).current().toString());
  }

  @Test
  @Proves({"11.9", "11.13"})
  void optimization_thatFails_isRecordedAndCoolsDownAndTheLoopGoesOn(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(DAY));
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).optimizing(Manner.BREAKS);
    time.advance(HOUR.multipliedBy(2));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(End.FAILED, all.get(0).result().end());
    assertTrue(all.get(0).reason().contains("out of memory"), all.get(0).reason());
    assertEquals(List.of(Guard.COOL_DOWN), guards(all.get(1)));
    assertEquals(
        RunStatus.FAILED,
        host.get(maestro.run(RunId.of("improve/service/a/1"), OptimizationDecision.class).info())
            .status());
  }

  @Test
  @Proves("11.13")
  void monitoring_thatFails_isRecordedAndTheLoopGoesOn(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    world.blind(true);
    time.advance(HOUR);
    world.blind(false);
    time.advance(HOUR);

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(List.of(End.FAILED, End.NOTHING_DONE), ends(all));
    assertTrue(all.get(0).reason().contains("nobody answers"), all.get(0).reason());
  }

  @Test
  @Proves("11.13")
  void tick_cancelledInItsOptimization_countsAsAFailedOneAndTheLoopGoesOn(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofHours(10)));
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).optimizationTakes(HOUR.multipliedBy(9));
    time.advance(HOUR.plusMinutes(5));
    host.get(
        maestro
            .run(RunId.of("improve/service/a/1"), OptimizationDecision.class)
            .cancel("too dear"));
    time.advance(HOUR);

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(End.FAILED, all.get(0).result().end());
    assertTrue(all.get(0).reason().contains("too dear"), all.get(0).reason());
    assertEquals(List.of(Guard.COOL_DOWN), guards(all.get(1)));
  }

  private static List<End> ends(List<OptimizationDecision> decisions) {
    return decisions.stream().map(decision -> decision.result().end()).toList();
  }
}
