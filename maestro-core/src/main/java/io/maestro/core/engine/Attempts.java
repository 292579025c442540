package io.maestro.core.engine;

import io.maestro.core.log.RunMdc;
import io.maestro.store.StepRecord;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The attempts of a session that are in flight, so that they can be reached into. */
final class Attempts {
  private final Session session;
  private final Set<Attempt> inFlight = new LinkedHashSet<>(2);

  private final AtomicInteger hanging = new AtomicInteger();
  private boolean mayStillAct;

  Attempts(Session session) {
    this.session = session;
  }

  <A extends Attempt> A begin(A attempt) {
    Optional<CancelCause> late =
        session.locked(
            () -> {
              inFlight.add(attempt);
              attempt.pass.attempting(attempt);
              return session.control().lateFor(attempt);
            });
    session.progress().at(attempt.path());
    RunMdc.step(attempt.path());
    late.ifPresent(attempt::cancel);
    return attempt;
  }

  /** Ends an attempt, and returns whether its outcome counts. */
  boolean end(Attempt attempt) {
    boolean counts = attempt.end();
    session.lock.lock();
    try {
      inFlight.remove(attempt);
      attempt.pass.attempting(null);
    } finally {
      session.lock.unlock();
    }
    RunMdc.step("");
    return counts;
  }

  /** Ends an attempt that holds the thread of its pass; false if the engine went on without it. */
  boolean endHere(Attempt attempt) {
    boolean counts = end(attempt);
    if (!counts) {
      attempt.pass.dead = true; // already, unless the giving up is still on its way
      hanging.decrementAndGet();
      session.engine.workers().freed();
      session.log(attempt.path()).warn("a late result of an abandoned attempt is ignored");
    }
    return counts;
  }

  /** Goes on without the pass of an attempt that hangs. */
  void abandon(Attempt attempt, Entry entry, Supplier<StepRecord> next) {
    session.problem(
        "the step " + attempt.path() + ", which ignores its interrupt,",
        new IllegalStateException("its thread is abandoned, its result will be ignored"));
    StepRecord record = next.get(); // calls host code: not under the lock
    boolean atShutdown = attempt.cancelledBy() == CancelCause.SHUTDOWN;
    session
        .strands()
        .changed(
            () -> {
              inFlight.remove(attempt);
              session.strands().giveUp(attempt.pass);
              mayStillAct |= atShutdown; // whoever takes the run over counts the attempt
              if (!session.control().isStopping() && !atShutdown) {
                session.recorder().noteUnsaved(entry, record);
                session.strands().wakeLocked(attempt.pass.strand);
              }
            });
  }

  /** Returns whether a step outlived its interrupt by a shutdown. Under the lock. */
  boolean mayStillAct() {
    return mayStillAct;
  }

  /** A thread hangs in a step. */
  void hanging() {
    hanging.incrementAndGet();
    session.engine.workers().stuck();
  }

  /** Returns whether a thread still hangs in a step that was abandoned. */
  boolean hangs() {
    return hanging.get() > 0;
  }

  /** Cancels stages whose outcome nobody waits for any more. */
  void dropStages() {
    List<Attempt> stages = copy().stream().filter(AsyncAttempt.class::isInstance).toList();
    if (!stages.isEmpty()) {
      session.engine.tasks().onWorker(() -> stages.forEach(Attempts::drop)); // calls host code
    }
  }

  private static void drop(Attempt stage) {
    stage.cancel(CancelCause.STOP);
    stage.end();
  }

  void cancelAll(CancelCause cause) {
    copy().forEach(attempt -> attempt.cancel(cause));
  }

  boolean isEmpty() {
    return copy().isEmpty();
  }

  /** Returns whether a stage is still to end, of which no active strand tells. */
  boolean awaitsStage() {
    return copy().stream()
        .anyMatch(attempt -> attempt instanceof AsyncAttempt && attempt.isRunning());
  }

  private List<Attempt> copy() {
    return session.locked(() -> List.copyOf(inFlight));
  }

  /** Returns when an attempt that begins now is given up: at its timeout or the run's deadline. */
  Optional<Instant> deadline(Optional<java.time.Duration> timeout) {
    Optional<Instant> own = timeout.map(session::after);
    Optional<Instant> whole = session.run().deadline();
    return own.filter(at -> whole.isEmpty() || at.isBefore(whole.get())).or(() -> whole);
  }
}
