package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.GOOD;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.config.MaestroConfig;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.metric.Threshold;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.World.Manner;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a loop judges by if its kind does not say. */
final class LoopMonitoringTest extends OnALoop {
  private static final Reoptimization CONFIRMED =
      Reoptimization.when(
              Trigger.unless(Threshold.atLeast(SCORE, 0.5)).confirmed(2, 3),
              Trigger.contextChanged().confirmed(2))
          .coolDown(Duration.ZERO);

  @Test
  @Proves("11.27")
  void monitoring_byDefault_isOfTheLiveReadingIfThereIsOne(TestHost host) {
    kind = world.reporting("service", ANY_BREACH);
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = onDemand(host, maestro, version);
    OptimizationDecision nothing = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.REHEARSAL, Metrics.of(SCORE, 0.7, 10));
    OptimizationDecision rehearsed = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.LIVE, Metrics.of(SCORE, 0.8, 20));
    OptimizationDecision live = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.REHEARSAL, BAD);
    OptimizationDecision rehearsedLater = host.get(loop.tickNow());

    assertEquals("HOLD: score is missing", nothing.reason());
    assertEquals("HOLD: score >= 0.5, observed 0.7 on 10 samples", rehearsed.reason());
    assertEquals("HOLD: score >= 0.5, observed 0.8 on 20 samples", live.reason());
    assertEquals("HOLD: no report since 2026-01-01T00:00:00Z", rehearsedLater.reason());
  }

  @Test
  @Proves("11.27")
  void report_bad_countsAtOneTickOnly(TestHost host, VirtualTime time) {
    kind = world.reporting("service", CONFIRMED);
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = loop(host, maestro, version);
    world.in("wild");
    execute(host, maestro, version, Mode.LIVE, BAD);
    time.advance(HOUR.multipliedBy(3));

    assertEquals(List.of(Choice.HOLD, Choice.HOLD, Choice.HOLD), choices(host, loop));
    assertEquals("HOLD: no report since 2026-01-01T00:00:00Z", last(host, loop).reason());

    execute(host, maestro, version, Mode.LIVE, BAD);
    time.advance(HOUR);

    assertEquals(
        "OPTIMIZE: score >= 0.5, observed 0 on 100 samples, broken at 2 of the last 3;"
            + " wild instead of calm, observed 2 in a row; accepted v2",
        last(host, loop).reason());
  }

  @Test
  @Proves("11.27")
  void report_anotherOfTheSameExecution_isNews(TestHost host, VirtualTime time) {
    kind =
        world
            .checked("service")
            .execution(
                String.class,
                (task, flow) -> {
                  world.report(task, flow.at("day", 1));
                  flow.sleep("night", HOUR);
                  return world.report(task, flow.at("day", 2));
                })
            .reoptimize(CONFIRMED)
            .build();
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = onDemand(host, maestro, version);
    world.shows(BAD);
    var execution = maestro.executeStrategy(kind, version, Mode.LIVE);
    time.runUntilIdle();
    OptimizationDecision first = host.get(loop.tickNow());
    host.get(execution.result());

    assertEquals(Choice.HOLD, first.choice());
    assertEquals(Choice.OPTIMIZE, host.get(loop.tickNow()).choice());
  }

  @Test
  @Proves("11.27")
  void breach_confirmedAndNotOptimized_goesOnWhileNobodyReports(TestHost host, VirtualTime time) {
    kind = world.reporting("service", ANY_BREACH.coolDown(Duration.ofMinutes(90)));
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = loop(host, maestro, version);
    execute(host, maestro, version, Mode.LIVE, BAD);
    world.optimizing(Manner.BREAKS);
    time.advance(HOUR.multipliedBy(2));
    world.optimizing(Manner.BETTER);
    time.advance(HOUR);

    assertEquals(List.of(Choice.OPTIMIZE, Choice.SUPPRESSED, Choice.OPTIMIZE), choices(host, loop));
    assertEquals(
        "OPTIMIZE: no report since 2026-01-01T00:00:00Z, the breach of score >= 0.5 goes on;"
            + " accepted v2",
        last(host, loop).reason());
  }

  @Test
  @Proves("11.27")
  void breach_optimizedInVain_isNoReasonAgainBeforeTheNextReport(TestHost host, VirtualTime time) {
    kind = world.reporting("service", ANY_BREACH);
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = loop(host, maestro, version);
    execute(host, maestro, version, Mode.LIVE, BAD);
    world.optimizing(Manner.NOTHING).optimizationTakes(Duration.ofMinutes(1));
    time.advance(HOUR.multipliedBy(2));
    execute(host, maestro, version, Mode.LIVE, BAD);
    time.advance(HOUR.plusMinutes(1));

    assertEquals(List.of(Choice.OPTIMIZE, Choice.HOLD, Choice.OPTIMIZE), choices(host, loop));
  }

  @Test
  @Proves("11.27")
  void monitoring_thatFails_leavesTheReportNews(TestHost host) {
    var failing = new AtomicBoolean(true);
    kind =
        world
            .reporting("service")
            .monitoring(
                (task, flow) -> {
                  if (failing.get()) {
                    throw new IllegalStateException("nobody answers");
                  }
                  return task.news().orElseThrow().observation();
                })
            .reoptimize(ANY_BREACH)
            .build();
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = onDemand(host, maestro, version);
    execute(host, maestro, version, Mode.LIVE, BAD);
    OptimizationDecision blind = host.get(loop.tickNow());
    failing.set(false);

    assertEquals(End.FAILED, blind.result().end());
    assertEquals(Choice.OPTIMIZE, host.get(loop.tickNow()).choice());
  }

  @Test
  @Proves("11.27")
  void monitoring_ofOneMode_countsEachReportOfThatModeOnce(TestHost host) {
    kind =
        world
            .reporting("service")
            .monitoring(
                (task, flow) ->
                    task.news(Mode.REHEARSAL).map(Reading::observation).orElse(Observation.none()))
            .reoptimize(CONFIRMED)
            .build();
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = onDemand(host, maestro, version);
    execute(host, maestro, version, Mode.LIVE, GOOD);
    execute(host, maestro, version, Mode.REHEARSAL, BAD);
    host.get(loop.tickNow());

    assertEquals(Choice.HOLD, host.get(loop.tickNow()).choice());
    execute(host, maestro, version, Mode.REHEARSAL, BAD);
    assertEquals(Choice.OPTIMIZE, host.get(loop.tickNow()).choice());
  }

  @Test
  @Proves("11.17")
  void kind_withoutAPolicy_isJudgedByTheSettings(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").primaryMetric(SCORE).build();
    var maestro =
        host.start(
            builder ->
                builder
                    .register(kind)
                    .config(MaestroConfig.builder().performanceThreshold(0.5).build()));
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals(Choice.OPTIMIZE, last(host, loop).choice(), last(host, loop).reason());
  }

  @Test
  @Proves("11.17")
  void kind_withoutAPolicyAndWithoutThresholds_holdsAndSaysWhy(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").build();
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals("HOLD: no trigger", last(host, loop).reason());
    assertEquals(1, world.observed().size(), "what is observed is recorded all the same");
  }
}
