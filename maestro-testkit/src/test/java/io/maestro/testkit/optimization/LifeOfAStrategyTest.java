package io.maestro.testkit.optimization;

import static io.maestro.metric.Threshold.atLeast;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Round;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.optimization.Finding;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thousand days of a strategy: what is decided on each of them, and why. */
final class LifeOfAStrategyTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** How a version does: well, but for one bad day early on, and badly from some day on. */
  private record Fate(int badDay, int badWeek, int badFromThenOn) {
    private double scoreOn(long day) {
      boolean isBad =
          day == badDay || (day >= badWeek && day < badWeek + 3) || day >= badFromThenOn;
      return isBad ? 0.1 : 0.8;
    }
  }

  private static final Map<Integer, Fate> FATES =
      Map.of(
          1, new Fate(10, 5_000, 300),
          2, new Fate(5_000, 350, 700),
          3, new Fate(5_000, 5_000, 5_000));

  private static final StrategyKind<String, String, Integer, Integer> KIND =
      StrategyKind.named("service")
          .research(String.class, (task, flow) -> Research.of("data"))
          .analysis(String.class, (task, flow) -> Analysis.of("view").in("calm"))
          .creation(Integer.class, (research, analysis) -> Draft.of(0))
          .optimization((task, flow) -> Optimized.of(1, Metrics.of(SCORE, 0.8, 250)))
          .validation("good", Check.that(atLeast(SCORE, 0.3).minSamples(250)))
          .execution(Integer.class, LifeOfAStrategyTest::rehearse)
          .reoptimize(
              Trigger.unless(atLeast(SCORE, 0.2).minSamples(63))
                  .until(atLeast(SCORE, 0.5))
                  .confirmed(3, 5)
                  .coolDown(Duration.ofDays(63)))
          .build();

  /** Reports every day, on two samples more each. */
  private static Integer rehearse(ExecutionTask<Integer> task, FlowContext flow) {
    return flow.loop(
        "day",
        Integer.class,
        1,
        (day, round) -> {
          round.sleep("night", DAY);
          Metrics seen =
              round.step("measure", Metrics.class, step -> measured(task, day, step.now()));
          boolean goesOn = task.report(round, seen).passed();
          return goesOn ? Round.again(day + 1) : Round.done(day);
        });
  }

  private static Metrics measured(ExecutionTask<Integer> task, int day, Instant now) {
    Fate fate = FATES.get(task.strategy().ref().version());
    return Metrics.of(SCORE, fate.scoreOn(Duration.between(BEGIN, now).toDays()), 2L * day);
  }

  /** Executes a version in place of the one before, as a host does that is told of a new one. */
  private static Run<Execution<Integer>> execute(
      TestHost host, StrategyMaestro maestro, StrategyRef version) {
    Run<Execution<Integer>> run =
        maestro.executeStrategy(
            KIND, version, Mode.REHEARSAL, RunOptions.named("day/" + version.version()));
    host.get(run.accepted());
    return run;
  }

  @Test
  @Proves({"11.4", "11.5", "11.7", "11.10"})
  void strategy_overAThousandDays_isOptimizedTwiceAndEachDecisionHasItsReason(
      TestHost host, VirtualTime time) {
    long began = System.nanoTime();
    StrategyMaestro maestro = host.start(builder -> builder.register(KIND));
    var developed = maestro.developStrategy(KIND, ResearchTask.on("a"));
    var version = host.get(developed.result()).strategy().orElseThrow();
    Run<Execution<Integer>> execution = execute(host, maestro, version.ref());
    time.advance(Duration.ofHours(1));
    var loop = maestro.continuousOptimization(KIND, version.ref(), LoopOptions.every(DAY));
    for (int day : List.of(302, 703, 1_000)) {
      time.advance(
          Duration.between(time.now(), BEGIN.plus(DAY.multipliedBy(day)).plusSeconds(7_200)));
      host.get(execution.cancel("a new version"));
      if (day < 1_000) {
        execution = execute(host, maestro, host.get(loop.current()).ref());
      }
    }

    List<OptimizationDecision> all = host.get(loop.decisions(0, 1_000)).items();
    assertEquals(1_000, all.size());
    assertEquals(
        List.of(
            "10 service:a@1 SUPPRESSED by TOO_FEW_SAMPLES: score >= 0.2, observed 0.1 on 20 of 63"
                + " samples",
            "300 service:a@1 HOLD: " + breached(600, 1),
            "301 service:a@1 HOLD: " + breached(602, 2),
            "302 service:a@1 OPTIMIZE: " + fired(604) + "; accepted v2",
            "351 service:a@2 HOLD: " + breached(96, 1),
            "352 service:a@2 HOLD: " + breached(98, 2),
            "353 service:a@2 SUPPRESSED by COOL_DOWN (until 2027-01-01T01:00:00Z): " + fired(100),
            "701 service:a@2 HOLD: " + breached(796, 1),
            "702 service:a@2 HOLD: " + breached(798, 2),
            "703 service:a@2 OPTIMIZE: " + fired(800) + "; accepted v3"),
        all.stream().filter(LifeOfAStrategyTest::isNews).map(LifeOfAStrategyTest::line).toList());
    assertEquals(990, all.stream().filter(LifeOfAStrategyTest::isCalm).count());
    assertEquals(List.of("service:a@1", "service:a@2", "service:a@3"), versions(all));
    System.out.printf(
        "a strategy's life of 1,000 days: %d ms%n", (System.nanoTime() - began) / 1_000_000);
  }

  private static String breached(int samples, int times) {
    return "score >= 0.2, observed 0.1 on %d samples, broken at %d of the last 5, 3 needed"
        .formatted(samples, times);
  }

  private static String fired(int samples) {
    return "score >= 0.2, observed 0.1 on %d samples, broken at 3 of the last 5".formatted(samples);
  }

  /** A day on which a new breach was seen, or more was decided than to hold. */
  private static boolean isNews(OptimizationDecision decision) {
    double score = decision.performance().metrics().get(0).observed().orElse(1);
    return decision.choice() != Choice.HOLD || score < 0.2;
  }

  /** A day on which the version did well; what it remembers of bad days may still be there. */
  private static boolean isCalm(OptimizationDecision decision) {
    Finding.State state = decision.findings().get(0).state();
    return decision.choice() == Choice.HOLD
        && !isNews(decision)
        && decision.suppressedBy().isEmpty()
        && (state == Finding.State.CALM || state == Finding.State.INCONCLUSIVE);
  }

  private static String line(OptimizationDecision decision) {
    return "%d %s %s".formatted(decision.tick().number(), decision.judged(), decision.reason());
  }

  private static List<String> versions(List<OptimizationDecision> decisions) {
    return decisions.stream().map(decision -> decision.judged().toString()).distinct().toList();
  }
}
