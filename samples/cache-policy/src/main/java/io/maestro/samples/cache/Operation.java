package io.maestro.samples.cache;

import static io.maestro.execution.Mode.LIVE;
import static io.maestro.execution.Mode.REHEARSAL;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import java.util.ArrayList;
import java.util.List;

/** Runs the service's cache day after day; every night the loop looks at the day. */
final class Operation {
  private final StrategyMaestro maestro;
  private final StrategyKind<Trace, Popularity, Policy, Served> kind;
  private final SimulatedDays time;

  Operation(
      StrategyMaestro maestro,
      StrategyKind<Trace, Popularity, Policy, Served> kind,
      SimulatedDays time) {
    this.maestro = maestro;
    this.kind = kind;
    this.time = time;
  }

  /** Develops a first policy, and uses it and what follows it until a day. */
  List<DayReport> until(int end) {
    StrategyRef first = develop().ref();
    OptimizationLoop<Policy> loop =
        maestro.continuousOptimization(kind, first, LoopOptions.onDemand());
    List<DayReport> reports = new ArrayList<>();
    for (int day = Traffic.dayOf(time.now()); day < end; day++) {
      Strategy<Policy> used = loop.current().join();
      Execution<Served> live = serve(used.ref(), LIVE, day);
      Execution<Served> untouched = serve(first, REHEARSAL, day);
      time.tomorrow();
      OptimizationDecision decision = loop.tickNow().join();
      Strategy<Policy> next = loop.current().join();
      reports.add(new DayReport(day, used, live, untouched, decision, next));
    }
    return reports;
  }

  private Strategy<Policy> develop() {
    ResearchTask task = ResearchTask.on("generated requests");
    Development<Policy> first = maestro.developStrategy(kind, task).result().join();
    return first
        .strategy()
        .orElseThrow(() -> new IllegalStateException("no policy: " + first.reason()));
  }

  private Execution<Served> serve(StrategyRef version, Mode mode, int day) {
    RunOptions named = RunOptions.named("day-%d/%s".formatted(day, mode));
    return maestro.executeStrategy(kind, version, mode, named).result().join();
  }
}
