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
import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.StoredStrategies;
import io.maestro.core.log.Logs;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import io.maestro.log.LogSink;
import io.maestro.log.RunLog;
import io.maestro.message.PipelineCommunication;
import io.maestro.monitor.MaestroListener;
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
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

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
  private final Engine engine;
  private final OpenThings open;
  private final PipelineCommunication communication;

  private RunningMaestro(
      Parts parts,
      TimeSource time,
      Workers workers,
      StateStore store,
      Optional<Codec> codec,
      OpenThings open) {
    this.parts = parts;
    this.time = time;
    this.workers = workers;
    this.store = store;
    this.open = open;
    Codec payloadCodec = codec.orElseGet(store::defaultCodec);
    this.strategies = new StoredStrategies(store.documents(), payloadCodec);
    this.engine =
        new Engine(
            new EngineSetup(
                parts.config(),
                time,
                workers,
                store.runs(),
                payloadCodec,
                allWorkflows(parts, strategies),
                parts.listeners(),
                parts.log()));
    this.communication = engine.communication();
  }

  private static List<Workflow<?, ?>> allWorkflows(Parts parts, StoredStrategies strategies) {
    List<Workflow<?, ?>> all = new ArrayList<>(parts.workflows());
    parts.kinds().forEach(kind -> all.add(DevelopmentWorkflow.of(kind, strategies)));
    return all;
  }

  static RunningMaestro start(
      Parts parts,
      StateStoreFactory factory,
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
      RunningMaestro maestro = new RunningMaestro(parts, time, workers, store, codec, open);
      newWork.connect(maestro.engine::lookForWork);
      maestro.engine.start(store.pollEvery());
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
  public <O> Run<O> run(RunId id, TypeToken<O> output) {
    return engine.handle(requireNonNull(id, "id"), requireNonNull(output, "output"));
  }

  @Override
  public <R, A, S, X> Run<Development<S>> development(RunId id, StrategyKind<R, A, S, X> kind) {
    return run(id, DevelopmentWorkflow.outputType(kind));
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
  public PipelineCommunication communication() {
    return communication;
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
