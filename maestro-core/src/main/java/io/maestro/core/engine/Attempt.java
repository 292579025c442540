package io.maestro.core.engine;

import io.maestro.core.knowledge.StepKnowledge;
import io.maestro.core.message.RequestScope;
import io.maestro.flow.StepContext;
import io.maestro.knowledge.RunKnowledge;
import io.maestro.log.RunLog;
import io.maestro.message.PipelineCommunication;
import io.maestro.run.RunId;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a step, and what its code sees of the run.
 *
 * <p>To stop it, its token is cancelled; if it still runs after a tenth of the grace period it is
 * interrupted, and after all of it abandoned. The monitor guards the transitions, so that a thread
 * is never interrupted after it has left the step.
 */
class Attempt implements StepContext {
  private enum State {
    RUNNING,
    ENDED,
    ABANDONED
  }

  final Session session;
  final Pass pass;
  private final String path;
  private final int number;
  private final @Nullable String inheritedKey;
  private final Optional<Instant> deadline;
  private final Consumer<Attempt> abandoned;
  private final List<Timer> timers = new ArrayList<>(0);
  private @Nullable RequestScope requests;
  private final @Nullable Thread thread;

  private volatile State state = State.RUNNING;
  private volatile @Nullable CancelCause cancelled;

  /**
   * Begins the attempt.
   *
   * @param inheritedKey the key of the run that this one retries, or null
   * @param thread the thread to interrupt, or null if the attempt holds none
   * @param abandoned what to do when the engine goes on without it
   */
  Attempt(
      Pass pass,
      String path,
      int number,
      @Nullable String inheritedKey,
      Optional<Duration> timeout,
      @Nullable Thread thread,
      Consumer<Attempt> abandoned) {
    this.session = pass.strand.session;
    this.pass = pass;
    this.path = path;
    this.number = number;
    this.inheritedKey = inheritedKey;
    this.thread = thread;
    this.abandoned = abandoned;
    this.deadline = session.attempts().deadline(timeout);
    timeout.ifPresent(
        time -> timers.add(later(time, () -> cancel(CancelCause.TIMEOUT), "timeout of ")));
  }

  private Timer later(Duration delay, Runnable task, String purpose) {
    return session.time().schedule(delay, task, purpose + runId() + " " + path);
  }

  /** Asks the attempt to stop; the first cause stands. */
  final void cancel(CancelCause cause) {
    RequestScope asked;
    synchronized (this) {
      if (state != State.RUNNING || cancelled != null) {
        return;
      }
      cancelled = cause;
      asked = requests;
      Duration grace = session.engine.config().gracePeriod();
      timers.add(later(grace.dividedBy(10), this::interrupt, "interrupt of "));
      timers.add(later(grace, this::abandon, "abandonment of "));
    }
    if (asked != null) {
      asked.cancel();
    }
    signalled();
  }

  /** Told, outside the monitor, that the token is cancelled. */
  void signalled() {}

  private synchronized void interrupt() {
    if (state == State.RUNNING && thread != null) {
      thread.interrupt();
    }
  }

  private void abandon() {
    synchronized (this) {
      if (state != State.RUNNING) {
        return;
      }
      state = State.ABANDONED;
      if (thread != null) {
        session.attempts().hanging(); // before its end can be noted, and before a worker is needed
      }
    }
    session.engine.tasks().onWorker(() -> abandoned.accept(this)); // calls host code
  }

  /**
   * Ends the attempt.
   *
   * @return whether its outcome counts, which it does not if it was abandoned
   */
  final synchronized boolean end() {
    boolean counts = state == State.RUNNING;
    if (counts) {
      state = State.ENDED;
      timers.forEach(Timer::cancel);
    }
    if (thread == Thread.currentThread()) {
      Thread.interrupted(); // ours, or one the code left behind: meant for the step alone
    }
    return counts;
  }

  final synchronized boolean isAbandoned() {
    return state == State.ABANDONED;
  }

  /** Returns whether it is neither ended nor abandoned. */
  final boolean isRunning() {
    return state == State.RUNNING;
  }

  final @Nullable CancelCause cancelledBy() {
    return cancelled;
  }

  @Override
  public RunId runId() {
    return session.runId();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public int attempt() {
    return number;
  }

  @Override
  public String idempotencyKey() {
    return inheritedKey == null ? Verbs.ownKey(runId(), path) : inheritedKey;
  }

  @Override
  public Optional<Instant> deadline() {
    return deadline;
  }

  @Override
  public boolean isCancelled() {
    return cancelled != null;
  }

  @Override
  public void pausePoint() throws InterruptedException {
    if (isCancelled() || Thread.interrupted()) {
      throw new InterruptedException("step " + path + " of run " + runId() + " should stop");
    }
    session.control().awaitResume();
    if (isCancelled()) {
      throw new InterruptedException("step " + path + " of run " + runId() + " should stop");
    }
  }

  @Override
  public void progress(long done, long total, String note) {
    session.progress().report(path, done, total, note);
  }

  /** Made when first asked for: most steps send nothing. */
  private synchronized RequestScope requests() {
    RequestScope known = requests;
    if (known == null) {
      known = new RequestScope();
      requests = known;
      if (cancelled != null) {
        known.cancel();
      }
    }
    return known;
  }

  @Override
  public PipelineCommunication communication() {
    return session.engine.messages().ofRun(runId(), requests());
  }

  @Override
  public Instant now() {
    return session.time().now();
  }

  @Override
  public RunLog log() {
    return session.log(path + " attempt " + number);
  }

  @Override
  public RunKnowledge knowledge() {
    return new StepKnowledge(
        session.engine.knowledge(), session.time(), session.run().createdAt(), this);
  }
}
