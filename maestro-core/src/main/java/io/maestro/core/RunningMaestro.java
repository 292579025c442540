package io.maestro.core;

import static java.util.Objects.requireNonNull;

import io.maestro.RunSelection;
import io.maestro.ShutdownReport;
import io.maestro.StrategyMaestro;
import io.maestro.SystemState;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.engine.Engine;
import io.maestro.core.engine.EngineSetup;
import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.ExecutionWorkflow;
import io.maestro.core.life.StrategyWork;
import io.maestro.core.log.Logs;
import io.maestro.core.optimization.OptimizationLoops;
import io.maestro.core.state.StoredStates;
import io.maestro.execution.Execution;
import io.maestro.execution.ExecutionRequest;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.log.MaestroLogger;
import io.maestro.message.PipelineCommunication;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.ResearchTask;
import io.maestro.recovery.RecoveryReport;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.state.StateManager;
import io.maestro.store.StepRecord;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The facade over a started engine, and the owner of what was opened for it. */
final class RunningMaestro implements StrategyMaestro {
  private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(5);

  private final Foundation base;
  private final StrategyLife life;
  private final Engine engine;
  private final OptimizationLoops loops;
  private final StoredStates states;
  private final MaestroLogger logger;

  private RunningMaestro(Foundation base) {
    this.base = base;
    this.life = new StrategyLife(base, this::tell);
    this.engine =
        new Engine(
            new EngineSetup(
                config(),
                base.time(),
                base.workers(),
                base.store(),
                base.knowledge(),
                base.codec(),
                life.workflows(),
                base.parts().listeners(),
                new StrategyWork(base.codec())::of,
                base.parts().log()));
    this.loops =
        new OptimizationLoops(
            life.improvable(), engine, base.time(), config().optimizationInterval());
    this.states =
        base.open()
            .add(new StoredStates(base.store().documents(), base.codec(), base.time(), engine));
    this.logger = Logs.ambient(base.parts().log());
  }

  private void tell(Consumer<MaestroListener> news) {
    engine.tell(news);
  }

  static RunningMaestro start(Parts parts, Openings openings) {
    OpenThings open = new OpenThings(Logs.ofMaestro(parts.log()));
    try {
      DeferredSignals signals = new DeferredSignals();
      RunningMaestro maestro = new RunningMaestro(openings.open(parts, signals, open));
      signals.connect(maestro.engine.signals());
      maestro.begin();
      return maestro;
    } catch (RuntimeException | Error notStarted) {
      open.closeAfter(notStarted);
      throw notStarted;
    }
  }

  private void begin() {
    engine.start(base.store().pollEvery());
    loops.start(base.store().pollEvery());
  }

  @Override
  public <I, O> Run<O> start(Workflow<I, O> workflow, I input, RunOptions options) {
    requireNonNull(workflow, "workflow");
    requireNonNull(input, "input");
    return engine.start(workflow, input, requireNonNull(options, "options"));
  }

  @Override
  public <R, A, S, X> Run<Development<S>> developStrategy(
      StrategyKind<R, A, S, X> kind, ResearchTask task, RunOptions options) {
    requireNonNull(task, "task");
    requireNonNull(options, "options");
    return engine.start(
        life.development(requireNonNull(kind, "kind")), task, options, PipelineQueue.STRATEGIES);
  }

  @Override
  public <R, A, S, X> OptimizationLoop<S> continuousOptimization(
      StrategyKind<R, A, S, X> kind, StrategyRef version, LoopOptions options) {
    return loops.start(
        requireNonNull(kind, "kind"),
        requireNonNull(version, "version"),
        requireNonNull(options, "options"));
  }

  @Override
  public <O> Run<O> run(RunId id, TypeToken<O> output) {
    return engine.handle(requireNonNull(id, "id"), requireNonNull(output, "output"));
  }

  @Override
  public <R, A, S, X> Run<Development<S>> development(RunId id, StrategyKind<R, A, S, X> kind) {
    return run(id, DevelopmentWorkflow.outputType(kind));
  }

  @Override
  public <R, A, S, X> Run<Execution<X>> executeStrategy(
      StrategyKind<R, A, S, X> kind, StrategyRef strategy, Mode mode, RunOptions options) {
    ExecutionRequest request = new ExecutionRequest(strategy, mode);
    if (!strategy.kind().equals(kind.name())) {
      throw new IllegalArgumentException(strategy + " is not of the kind " + kind.name());
    }
    return engine.start(
        life.execution(kind), request, options.tag(MODE_TAG, mode.name()), PipelineQueue.EXECUTION);
  }

  @Override
  public <R, A, S, X> Run<Execution<X>> execution(RunId id, StrategyKind<R, A, S, X> kind) {
    return run(id, ExecutionWorkflow.outputType(kind));
  }

  @Override
  public CompletableFuture<Optional<Reading>> reading(StrategyRef strategy, Mode mode) {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
    return engine.handOut(Calls.of(() -> life.readings().latest(strategy, mode)));
  }

  @Override
  public <O> Run<O> retry(RunId failed, TypeToken<O> output, RunOptions options) {
    return engine.retry(
        requireNonNull(failed, "failed"),
        requireNonNull(output, "output"),
        requireNonNull(options, "options"));
  }

  @Override
  public RunSelection runs(RunQuery query) {
    return new StoredRuns(base.store(), requireNonNull(query, "query"), engine);
  }

  @Override
  public CompletableFuture<List<RecordedStep>> journal(RunId id) {
    return engine.handOut(
        Calls.of(() -> base.store().runs().journal(requireNonNull(id, "id")))
            .thenApply(steps -> steps.stream().map(StepRecord::info).toList()));
  }

  @Override
  public StrategyCatalogue strategies() {
    return life.strategies();
  }

  @Override
  public KnowledgeBase knowledge() {
    return base.knowledge().handingOut(engine::handOut);
  }

  @Override
  public CompletableFuture<RecoveryReport> recovery() {
    return engine.recoveryReport();
  }

  @Override
  public SystemState systemState() {
    return engine.systemState();
  }

  @Override
  public StateManager stateManager() {
    return states;
  }

  @Override
  public MaestroLogger logger() {
    return logger;
  }

  @Override
  public PipelineCommunication communication() {
    return engine.communication();
  }

  @Override
  public MaestroConfig config() {
    return base.parts().config();
  }

  @Override
  public CompletableFuture<ShutdownReport> shutdown(Duration atMost) {
    if (atMost.isNegative()) {
      throw new IllegalArgumentException("a shutdown can't take less than no time: " + atMost);
    }
    loops.close();
    return engine
        .shutdown(atMost)
        .thenApply(
            report -> {
              base.open().close();
              return report;
            });
  }

  @Override
  public void close() {
    CompletableFuture<ShutdownReport> report = shutdown(config().shutdownTimeout());
    try {
      base.time().await(report);
      base.workers().awaitEnd(THREADS_END_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the shutdown goes on without the caller
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the shutdown failed", failed.getCause());
    }
  }
}
