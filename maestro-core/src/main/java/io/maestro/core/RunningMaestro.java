package io.maestro.core;

import static java.util.Objects.requireNonNull;

import io.maestro.RunSelection;
import io.maestro.ShutdownReport;
import io.maestro.StrategyMaestro;
import io.maestro.codec.Codec;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.concurrent.SystemTime;
import io.maestro.core.concurrent.Workers;
import io.maestro.core.engine.Engine;
import io.maestro.core.engine.EngineSetup;
import io.maestro.core.knowledge.GuardedKnowledge;
import io.maestro.core.knowledge.StoredKnowledge;
import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.ExecutionWorkflow;
import io.maestro.core.life.Readings;
import io.maestro.core.life.StoredStrategies;
import io.maestro.core.log.Logs;
import io.maestro.core.optimization.ImprovableKinds;
import io.maestro.core.optimization.LoopDocuments;
import io.maestro.core.optimization.OptimizationLoops;
import io.maestro.execution.Execution;
import io.maestro.execution.ExecutionRequest;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.KnowledgeStoreContext;
import io.maestro.knowledge.KnowledgeStoreFactory;
import io.maestro.log.LogSink;
import io.maestro.log.RunLog;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreContext;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The facade over a started engine, and the owner of what was opened for it. */
final class RunningMaestro implements StrategyMaestro {
  private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(5);

  /** What the builder collected. */
  record Parts(
      MaestroConfig config,
      List<StrategyKind<?, ?, ?, ?>> kinds,
      List<Workflow<?, ?>> workflows,
      List<MaestroListener> listeners,
      LogSink log) {}

  private final Parts parts;
  private final TimeSource time;
  private final Workers workers;
  private final StateStore store;
  private final StoredStrategies strategies;
  private final GuardedKnowledge knowledge;
  private final Readings readings;
  private final Engine engine;
  private final OptimizationLoops loops;
  private final OpenThings open;

  private RunningMaestro(
      Parts parts,
      TimeSource time,
      Workers workers,
      StateStore store,
      GuardedKnowledge knowledge,
      Codec codec,
      OpenThings open) {
    this.parts = parts;
    this.time = time;
    this.workers = workers;
    this.store = store;
    this.open = open;
    this.knowledge = knowledge;
    this.strategies = new StoredStrategies(store.documents(), codec);
    this.readings = new Readings(store.documents(), codec);
    ImprovableKinds improvable =
        new ImprovableKinds(
            parts.kinds(),
            strategies,
            readings,
            new LoopDocuments(store.documents(), codec),
            parts.config(),
            this::tell);
    this.engine =
        new Engine(
            new EngineSetup(
                parts.config(),
                time,
                workers,
                store.runs(),
                knowledge,
                codec,
                allWorkflows(improvable),
                parts.listeners(),
                parts.log()));
    this.loops =
        new OptimizationLoops(improvable, engine, time, parts.config().optimizationInterval());
  }

  private void tell(Consumer<MaestroListener> news) {
    engine.tell(news);
  }

  private List<Workflow<?, ?>> allWorkflows(ImprovableKinds improvable) {
    List<Workflow<?, ?>> all = new ArrayList<>(parts.workflows());
    parts.kinds().forEach(kind -> all.add(DevelopmentWorkflow.of(kind, strategies)));
    parts.kinds().forEach(kind -> all.add(execution(kind)));
    all.addAll(improvable.workflows());
    return all;
  }

  private <X> Workflow<ExecutionRequest, Execution<X>> execution(StrategyKind<?, ?, ?, X> kind) {
    return ExecutionWorkflow.of(kind, strategies, readings, parts.config(), time);
  }

  static RunningMaestro start(
      Parts parts,
      StateStoreFactory factory,
      Optional<KnowledgeStoreFactory> knowledgeFactory,
      Optional<Codec> codec,
      Optional<Executor> executor,
      Optional<TimeSource> hostTime) {
    RunLog log = Logs.ofMaestro(parts.log());
    OpenThings open = new OpenThings(log);
    try {
      TimeSource time = hostTime.orElseGet(() -> open.add(new SystemTime("maestro", log::error)));
      Workers workers =
          executor
              .map(Workers::of)
              .orElseGet(
                  () ->
                      Workers.own(
                          "maestro",
                          parts.config().workers(),
                          2 * parts.config().limits().maxLiveRuns()));
      open.add(workers);
      DeferredSignal newWork = new DeferredSignal();
      StateStore store =
          open.add(
              factory.open(
                  new StoreContext(
                      time, workers, log, newWork, parts.config().finishedRetention())));
      Codec payloadCodec = codec.orElseGet(store::defaultCodec);
      KnowledgeStore knowledge =
          open.add(
              knowledgeFactory
                  .map(given -> given.open(new KnowledgeStoreContext(time, workers, log)))
                  .orElseGet(
                      () ->
                          new StoredKnowledge(
                              store.documents(), payloadCodec, parts.config().limits(), time)));
      RunningMaestro maestro =
          new RunningMaestro(
              parts, time, workers, store, new GuardedKnowledge(knowledge), payloadCodec, open);
      newWork.connect(maestro.engine::lookForWork);
      maestro.engine.start(store.pollEvery());
      maestro.loops.start(store.pollEvery());
      return maestro;
    } catch (RuntimeException | Error notStarted) {
      open.closeAfter(notStarted);
      throw notStarted;
    }
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
        DevelopmentWorkflow.of(requireNonNull(kind, "kind"), strategies),
        task,
        options,
        PipelineQueue.STRATEGIES);
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
        execution(kind), request, options.tag(MODE_TAG, mode.name()), PipelineQueue.EXECUTION);
  }

  @Override
  public <R, A, S, X> Run<Execution<X>> execution(RunId id, StrategyKind<R, A, S, X> kind) {
    return run(id, ExecutionWorkflow.outputType(kind));
  }

  @Override
  public CompletableFuture<Optional<Reading>> reading(StrategyRef strategy, Mode mode) {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
    return engine.handOut(Calls.of(() -> readings.latest(strategy, mode)));
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
    return new StoredRuns(store, requireNonNull(query, "query"), engine);
  }

  @Override
  public CompletableFuture<List<RecordedStep>> journal(RunId id) {
    return engine.handOut(
        Calls.of(() -> store.runs().journal(requireNonNull(id, "id")))
            .thenApply(steps -> steps.stream().map(StepRecord::info).toList()));
  }

  @Override
  public StrategyCatalogue strategies() {
    return strategies;
  }

  @Override
  public KnowledgeBase knowledge() {
    return knowledge.handingOut(engine::handOut);
  }

  @Override
  public MaestroConfig config() {
    return parts.config();
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
              open.close();
              return report;
            });
  }

  @Override
  public void close() {
    CompletableFuture<ShutdownReport> report = shutdown(config().shutdownTimeout());
    try {
      time.await(report);
      workers.awaitEnd(THREADS_END_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the shutdown goes on without the caller
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the shutdown failed", failed.getCause());
    }
  }
}
