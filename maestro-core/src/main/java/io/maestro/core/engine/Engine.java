package io.maestro.core.engine;

import io.maestro.ActiveStrategy;
import io.maestro.ShutdownReport;
import io.maestro.SystemState;
import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.concurrent.Workers;
import io.maestro.core.log.ContextLog;
import io.maestro.core.log.Logs;
import io.maestro.core.message.MessageSetup;
import io.maestro.core.message.Messages;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.log.RunLog;
import io.maestro.message.PipelineCommunication;
import io.maestro.monitor.MaestroListener;
import io.maestro.recovery.RecoveryReport;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.StoreSignals;
import io.maestro.store.StoreTransactions;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Owns the runs of one node: opens, dispatches, renews and lets go of their sessions. Thread-safe.
 */
public final class Engine {
  private final EngineSetup setup;
  private final RunStore runs;
  private final String node = "node." + UUID.randomUUID();
  private final Tasks tasks = new Tasks(this);
  private final Sessions sessions = new Sessions(this);
  private final Listeners listeners;
  private final Workflows workflows;
  private final Payloads payloads;
  private final Permits permits;
  private final Ledger ledger = new Ledger();
  private final Overview overview = new Overview(this);
  private final Watches watches;
  private final Outcomes outcomes;
  private final Children children = new Children(this);
  private final Starts starts = new Starts(this);
  private final Claimer claimer;
  private final Heartbeat heartbeat;
  private final Shutdown shutdown;
  private final Messages messages;
  private final Recovery recovery = new Recovery(this);

  /** Makes an engine that does nothing yet. */
  public Engine(EngineSetup setup) {
    this.setup = setup;
    this.listeners = new Listeners(setup.listeners(), Logs.ofMaestro(setup.log()));
    this.workflows = new Workflows(setup.workflows());
    this.payloads = new Payloads(setup.codec(), setup.config().limits());
    this.permits = new Permits(setup.config(), tasks::onWorker, ledger, setup.time());
    this.watches = new Watches(tasks::onWorker, listeners);
    this.runs = new GuardedRuns(setup.store().runs());
    this.outcomes = new Outcomes(runs);
    this.claimer = new Claimer(this);
    this.heartbeat = new Heartbeat(this);
    this.shutdown = new Shutdown(this);
    this.messages = new Messages(messageSetup());
  }

  private MessageSetup messageSetup() {
    return new MessageSetup(
        node,
        tasks::onWorker,
        tasks::onWorkerOrHere,
        setup.time(),
        setup.config().requestTimeout(),
        listeners::problem,
        listeners.isEmpty() ? Optional.empty() : Optional.of(listeners::deadLetter));
  }

  /**
   * Begins to take over what the store has; booting and recovering are the same.
   *
   * @param pollEvery how often to look for runs that became claimable without a sign
   */
  public void start(Optional<Duration> pollEvery) {
    claimer.poll(pollEvery);
    claimer.look();
  }

  /** Returns what a store tells of events that this engine did not cause. */
  public StoreSignals signals() {
    return new StoreSignals() {
      @Override
      public void newWork() {
        claimer.look();
      }

      @Override
      public void newMail(RunId run) {
        heartbeat.lookForMail(run);
      }
    };
  }

  /* ------------------------------------------------------------------- for the facade */

  /** Starts a run, or returns a handle on the one that has the name already. */
  public <I, O> Run<O> start(Workflow<I, O> workflow, I input, RunOptions options) {
    return starts.start(workflow, input, options, null);
  }

  /** Starts a run that needs a place in a queue. */
  public <I, O> Run<O> start(
      Workflow<I, O> workflow, I input, RunOptions options, PipelineQueue queue) {
    return starts.start(workflow, input, options, queue);
  }

  /** Starts a run that goes on where a failed one stopped. */
  public <O> Run<O> retry(RunId failed, TypeToken<O> output, RunOptions options) {
    return new Retries(this, starts).retry(failed, output, options);
  }

  /** Returns a handle on a run. */
  public <O> Run<O> handle(RunId id, TypeToken<O> output) {
    return new RunHandle<>(this, id, output, CompletableFuture.completedFuture(id));
  }

  /** Returns a copy of a future for a host, completed on a worker. */
  public <T> CompletableFuture<T> handOut(CompletableFuture<T> inner) {
    return tasks.handOut(inner);
  }

  /** Returns what this node is doing now. */
  public SystemState systemState() {
    return overview.now();
  }

  /** Returns what the start found, and what has come of it. */
  public CompletableFuture<RecoveryReport> recoveryReport() {
    return handOut(recovery.report());
  }

  /** Makes a payload, or refuses a value that is too large for one. */
  public Payload payload(Object value, TypeToken<?> type, String subject) {
    return payloads.of(value, type, subject);
  }

  /** Runs a task on a worker; dropped once the engine is over. */
  public void onWorker(Runnable task) {
    tasks.onWorker(task);
  }

  /** Runs a task that somebody waits for: on a worker, or here once the engine is over. */
  public void execute(Runnable task) {
    tasks.onWorkerOrHere(task);
  }

  /** Returns the messages between the parts of the host. */
  public PipelineCommunication communication() {
    return messages.ofTheHost();
  }

  /** Stops; see the facade. */
  public CompletableFuture<ShutdownReport> shutdown(Duration atMost) {
    return shutdown.begin(atMost);
  }

  /** Tells the listeners something; what they throw is logged. */
  public void tell(Consumer<MaestroListener> news) {
    listeners.tell(news);
  }

  /** Logs, and tells the listeners, what no caller waits for. */
  public void problem(String where, Throwable cause) {
    listeners.problem(where, Futures.unwrapped(cause));
  }

  /** Returns whether a shutdown has begun. */
  public boolean isStopping() {
    return shutdown.hasBegun();
  }

  /** Returns whether a shutdown interrupts what still runs. */
  boolean interrupts() {
    return shutdown.interrupts();
  }

  /* ------------------------------------------------------------------- for the sessions */

  TimeSource time() {
    return setup.time();
  }

  Codec codec() {
    return setup.codec();
  }

  MaestroConfig config() {
    return setup.config();
  }

  RunStore runs() {
    return runs;
  }

  <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
    return setup.store().transactions(resource);
  }

  KnowledgeBase knowledge() {
    return setup.knowledge();
  }

  String node() {
    return node;
  }

  int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  boolean waitsAreCheap() {
    return workers().waitsAreCheap();
  }

  Workers workers() {
    return setup.workers();
  }

  Tasks tasks() {
    return tasks;
  }

  Sessions sessions() {
    return sessions;
  }

  Shutdown shutdown() {
    return shutdown;
  }

  Messages messages() {
    return messages;
  }

  Listeners listeners() {
    return listeners;
  }

  Workflows workflows() {
    return workflows;
  }

  Payloads payloads() {
    return payloads;
  }

  Permits permits() {
    return permits;
  }

  Ledger ledger() {
    return ledger;
  }

  Overview overview() {
    return overview;
  }

  /** Returns the strategy that a run works on, if it does. */
  Optional<ActiveStrategy> worksOn(RunRecord run) {
    return setup.worksOn().apply(run);
  }

  Watches watches() {
    return watches;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  Children children() {
    return children;
  }

  Starts starts() {
    return starts;
  }

  Claimer claimer() {
    return claimer;
  }

  Recovery recovery() {
    return recovery;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  RunLog log(RunRecord run, String step) {
    return new ContextLog(setup.log(), run.id().value(), run.workflow(), step);
  }

  boolean isWatched(RunId run) {
    return !listeners.isEmpty() || watches.isWatched(run);
  }

  static RunRejectedException closed(RunId run) {
    return new RunRejectedException(Reason.CLOSED, run, "the maestro is closed");
  }

  CompletableFuture<RunInfo> info(RunId run) {
    if (shutdown.isOver()) {
      return CompletableFuture.failedFuture(closed(run));
    }
    return sessions
        .find(run)
        .map(session -> CompletableFuture.completedFuture(session.progress().info()))
        .orElseGet(() -> recordedInfo(run));
  }

  private CompletableFuture<RunInfo> recordedInfo(RunId run) {
    return runs()
        .find(run)
        .thenApply(
            found ->
                found
                    .map(RunRecord::info)
                    .orElseThrow(
                        () ->
                            new RunRejectedException(
                                Reason.UNKNOWN_RUN, run, "there is no run with this id")))
        .toCompletableFuture();
  }

  void tellIfEnded(RunId run) {
    runs()
        .find(run)
        .thenAccept(
            found ->
                found.ifPresentOrElse(
                    record -> record.end().ifPresent(end -> watches.ended(record.info())),
                    () -> watches.forget(run)));
  }

  /** Looks for what gives no sign: runs to take over, and ends of runs that others own. */
  void poll() {
    claimer.look();
    outcomes.lookAgain();
  }
}
