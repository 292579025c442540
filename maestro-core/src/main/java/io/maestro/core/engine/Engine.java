package io.maestro.core.engine;

import io.maestro.ShutdownReport;
import io.maestro.codec.Codec;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.core.concurrent.Workers;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Workflow;
import io.maestro.log.RunLog;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Owns the runs of one node: opens, dispatches, renews and lets go of their sessions. Thread-safe.
 */
public final class Engine {
  private final EngineSetup setup;
  private final RunStore runs;
  private final String node = "node." + UUID.randomUUID();
  private final Map<RunId, Session> sessions = new ConcurrentHashMap<>();
  private final Listeners listeners;
  private final Workflows workflows;
  private final Payloads payloads;
  private final Permits permits;
  private final Watches watches;
  private final Outcomes outcomes;
  private final Arrivals arrivals = new Arrivals();
  private final Children children = new Children(this);
  private final Starts starts = new Starts(this);
  private final Claimer claimer;
  private final Heartbeat heartbeat;
  private final Shutdown shutdown;

  /** Makes an engine that does nothing yet. */
  public Engine(EngineSetup setup) {
    this.setup = setup;
    this.listeners = new Listeners(setup.listeners(), Logs.ofMaestro(setup.log()));
    this.workflows = new Workflows(setup.workflows());
    this.payloads = new Payloads(setup.codec(), setup.config().limits());
    this.permits = new Permits(setup.config(), this::onWorker);
    this.watches = new Watches(this::onWorker, listeners);
    this.runs = new GuardedRuns(setup.runs());
    this.outcomes = new Outcomes(runs);
    this.claimer = new Claimer(this);
    this.heartbeat = new Heartbeat(this);
    this.shutdown = new Shutdown(this);
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

  /** Looks for runs to take over. */
  public void lookForWork() {
    claimer.look();
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
    return starts.retry(failed, output, options);
  }

  /** Returns a handle on a run. */
  public <O> Run<O> handle(RunId id, TypeToken<O> output) {
    return new RunHandle<>(this, id, output, CompletableFuture.completedFuture(id));
  }

  /** Returns a copy of a future for a host, completed on a worker. */
  public <T> CompletableFuture<T> handOut(CompletableFuture<T> inner) {
    if (inner.isDone()) {
      return inner.copy();
    }
    CompletableFuture<T> copy = new CompletableFuture<>();
    Futures.whenDone(
        inner, (value, failure) -> onWorkerOrHere(() -> Futures.copy(value, failure, copy)));
    return copy;
  }

  /** Stops; see the facade. */
  public CompletableFuture<ShutdownReport> shutdown(Duration atMost) {
    return shutdown.begin(atMost);
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

  Heartbeat heartbeat() {
    return heartbeat;
  }

  RunLog log(RunRecord run, String step) {
    return new ContextLog(setup.log(), run.id().value(), run.workflow(), step);
  }

  boolean isWatched(RunId run) {
    return !listeners.isEmpty() || watches.isWatched(run);
  }

  Collection<Session> sessions() {
    return sessions.values();
  }

  Collection<Lease> leases() {
    return sessions.values().stream().map(Session::lease).toList();
  }

  int roomForRuns() {
    return config().limits().maxLiveRuns() - sessions.size();
  }

  void dispatch(Strand strand) {
    onWorker(strand::run);
  }

  void onWorker(Runnable task) {
    try {
      workers().execute(task);
    } catch (RejectedExecutionException refused) {
      // After a shutdown the workers are closed: what is left goes on elsewhere.
      if (!shutdown.isOver()) {
        listeners.problem("the executor refused a task", refused);
        time()
            .schedule(Duration.ofMillis(100), () -> onWorker(task), "the executor to take a task");
      }
    }
  }

  /** Runs a task that must not be lost, also when the workers have been closed. */
  private void onWorkerOrHere(Runnable task) {
    if (shutdown.isOver()) { // there may be no workers any more, and the host waits
      task.run();
      return;
    }
    try {
      workers().execute(task);
    } catch (RejectedExecutionException closed) {
      task.run();
    }
  }

  /** Goes on after a stage: at once if it is complete, else on a worker. */
  <T> void after(CompletableFuture<T> stage, Runnable then) {
    if (stage.isDone()) {
      then.run();
    } else {
      Futures.whenDone(stage, (value, failure) -> onWorker(then));
    }
  }

  /** Begins to take over runs; to be ended with what it returns. */
  long beginTakeover() {
    return arrivals.begin();
  }

  void endTakeover(long takeover) {
    arrivals.end(takeover);
    shutdown.looksAgain();
  }

  boolean takesOver() {
    return !arrivals.isIdle();
  }

  /** Takes over a run that the store gave to this node. */
  void open(ClaimedRun claimed, long takeover) {
    Optional<Workflow<?, ?>> workflow = workflows.find(claimed.run().workflow());
    workflow.ifPresent(known -> open(new Session(this, claimed, known, null), takeover));
  }

  /** Takes over a run that this node has just created. */
  void opened(
      RunRecord run,
      Workflow<?, ?> workflow,
      @Nullable PermitQueue place,
      List<StepRecord> journal,
      long takeover) {
    Lease lease = new Lease(run.id(), node, run.epoch());
    ClaimedRun claimed = new ClaimedRun(lease, run, journal, List.of(), ClaimedRun.Past.RELEASED);
    listeners.runAccepted(run.info());
    open(new Session(this, claimed, workflow, place), takeover);
  }

  private void open(Session session, long takeover) {
    Session former = sessions.put(session.runId(), session);
    if (former != null && !former.isDeparting()) { // its lease has run out before it was renewed
      former.leave();
      dropped(former, new IllegalStateException("the lease is void: " + former.lease()));
    }
    heartbeat.need();
    session.open(arrivals.take(session.runId(), takeover));
  }

  /** Lets go of a session after its last write. */
  void departed(Session session, RunWrite write) {
    if (!letGo(session)) {
      return;
    }
    write
        .end()
        .ifPresentOrElse(
            end -> ended(session, end), () -> rested(session, write.next().orElseThrow()));
    write.sent().forEach(sent -> arrived(sent.to(), sent.letter()));
    shutdown.sessionLeft(session, write.end().isPresent());
  }

  private void ended(Session session, RunEnd end) {
    List<String> forgotten = session.notAskedFor();
    if (end.result().isPresent() && !forgotten.isEmpty()) {
      listeners.stepsNotAskedFor(session.runId(), forgotten);
    }
    outcomes.ended(session.runId(), end);
    if (isWatched(session.runId())) {
      RunInfo before = session.progress().info();
      RunInfo last =
          new RunInfo(
              before.id(),
              before.workflow(),
              end.status(),
              before.createdAt(),
              Optional.of(time().now()),
              before.tags(),
              before.progress(),
              "",
              end.failure());
      watches.ended(last);
      session.progress().tell(() -> listeners.runEnded(last));
    }
  }

  private void rested(Session session, Standing standing) {
    if (session.missedLetter()) { // it came between the decision to rest and the write
      claimer.look();
    }
    standing.dueAt().ifPresent(at -> claimer.lookIn(Duration.between(time().now(), at)));
  }

  /** Ends a session, once. */
  private boolean letGo(Session session) {
    session.leave();
    boolean wasHere = sessions.remove(session.runId(), session);
    if (wasHere) {
      claimer.roomAgain();
    }
    return wasHere;
  }

  /** Drops a session whose run belongs to somebody else now. */
  void lost(Session session, Throwable cause) {
    if (letGo(session)) {
      dropped(session, cause);
      shutdown.sessionLeft(session, false);
    }
  }

  private void dropped(Session session, Throwable cause) {
    session.attempts().cancelAll(CancelCause.SHUTDOWN);
    listeners.problem("run " + session.runId() + " was lost to another owner", cause);
  }

  void lost(Lease lease) {
    Session session = sessions.get(lease.run());
    // One that is departing finds out itself, and may just have given the lease back.
    if (session != null && session.lease().equals(lease) && !session.isDeparting()) {
      lost(session, new IllegalStateException("the lease is void: " + lease));
    }
  }

  CompletableFuture<Delivery> deliver(RunId to, Letter letter) {
    if (shutdown.isOver()) {
      return CompletableFuture.failedFuture(closed(to));
    }
    return runs()
        .deliver(to, letter)
        .thenApply(
            delivery -> {
              if (delivery == Delivery.DELIVERED) {
                arrived(to, letter);
              }
              return delivery;
            })
        .toCompletableFuture();
  }

  private void arrived(RunId to, Letter letter) {
    Session session = sessions.get(to);
    if (session == null) {
      arrivals.keep(to, letter);
      session = sessions.get(to); // it may have come meanwhile
    }
    if (session == null || !session.accept(letter)) {
      claimer.look();
    }
  }

  private static RunRejectedException closed(RunId run) {
    return new RunRejectedException(Reason.CLOSED, run, "the maestro is closed");
  }

  CompletableFuture<RunInfo> info(RunId run) {
    if (shutdown.isOver()) {
      return CompletableFuture.failedFuture(closed(run));
    }
    Session session = sessions.get(run);
    return session != null
        ? CompletableFuture.completedFuture(session.progress().info())
        : recordedInfo(run);
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
