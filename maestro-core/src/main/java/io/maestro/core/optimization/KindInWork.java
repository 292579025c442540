package io.maestro.core.optimization;

import io.maestro.config.MaestroConfig;
import io.maestro.core.life.Readings;
import io.maestro.core.life.StoredStrategies;
import io.maestro.execution.Mode;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.TickRequest;
import io.maestro.pipeline.MonitoringTask;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import java.util.concurrent.CompletableFuture;

/** What the ticks of one kind work with. */
record KindInWork<S>(
    StrategyKind<?, ?, S, ?> kind,
    MaestroConfig config,
    Workflow<ResearchTask, Development<S>> development,
    StoredStrategies strategies,
    Readings readings,
    LoopDocuments documents,
    OptimizationsInWork inWork,
    News news) {

  String name() {
    return kind.name();
  }

  Workflow<TickRequest, OptimizationDecision> tick() {
    return TickWorkflow.of(this);
  }

  Judge judge(Strategy<S> version) {
    return new Judge(
        DefaultPolicy.of(kind, config, version), kind.primaryMetric(), kind.tolerance());
  }

  /** Returns a loop's version with what its executions last reported. */
  CompletableFuture<MonitoringTask<S>> toMonitor(LoopMemory memory) {
    StrategyRef ref = memory.current();
    return version(ref)
        .thenCompose(
            version ->
                readings
                    .latest(ref, Mode.LIVE)
                    .thenCombine(
                        readings.latest(ref, Mode.REHEARSAL),
                        (live, rehearsal) ->
                            new MonitoringTask<>(
                                version, live, rehearsal, memory.evidence().judged())));
  }

  private CompletableFuture<Strategy<S>> version(StrategyRef ref) {
    return strategies
        .find(ref, kind.specType())
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        new IllegalStateException(
                            "version " + ref + " is gone; stop the loop or restore it")));
  }
}
