package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.run.Failure;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.Letter;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What reaches into a run from outside - letters, pause, resume, cancellation, deadline - and the
 * decision what comes next when none of its strands is active. Guarded by the session's lock.
 */
final class Control {
  static final String CANCEL = Letter.CONTROL + "cancel";
  static final String PAUSE = Letter.CONTROL + "pause";
  static final String RESUME = Letter.CONTROL + "resume";
  static final TypeToken<String> REASON = TypeToken.of(String.class);

  private static final StopCause DEADLINE_PASSED =
      StopCause.failed(
          new Failure(
              Failure.Kind.DEADLINE, "(run)", 1, "Deadline", "the run's deadline has passed"));

  private final Session session;
  private final Inbox inbox = new Inbox();
  private final List<String> usedLetters = new ArrayList<>(0);
  private final Set<RunId> children = new LinkedHashSet<>(0);
  private @Nullable StopCause stop;
  private @Nullable CompletableFuture<Void> resumed;
  private @Nullable Timer deadline;
  private boolean closing;

  Control(Session session) {
    this.session = session;
    if (session.run().standing().status() == RunStatus.PAUSED) {
      resumed = new CompletableFuture<>();
    }
  }

  boolean isStopping() {
    return stop != null;
  }

  boolean isPaused() {
    return resumed != null;
  }

  /** Returns whether letters can still be taken in. */
  boolean isOpen() {
    return !closing;
  }

  Optional<Letter> takeLetter(String name) {
    return session.locked(() -> inbox.take(name));
  }

  /** Notes a child to be cancelled when the run ends, which it may be doing already. */
  void addChild(RunId child) {
    boolean isLate = session.locked(() -> children.add(child) && isStopping());
    if (isLate) {
      session.engine.children().cancel(child, session.runId());
    }
  }

  /** Takes in a letter. Under the lock. */
  void accept(Letter letter) {
    if (!inbox.add(letter)) {
      return;
    }
    switch (letter.inbox()) {
      case CANCEL -> stop(StopCause.cancelled(reason(letter))); // stays, so that a takeover sees it
      case PAUSE -> {
        use(letter);
        pause();
      }
      case RESUME -> {
        use(letter);
        resume();
      }
      default -> {
        if (letter.isControl()) {
          use(letter); // only wakes whoever waits, who then looks in the store
        }
      }
    }
  }

  private String reason(Letter letter) {
    try {
      return letter.content().value(REASON, session.codec());
    } catch (RuntimeException undecodable) {
      session.problem("the reason of the cancellation", undecodable);
      return "unreadable reason";
    }
  }

  private void use(Letter letter) {
    inbox.take(letter.inbox());
    usedLetters.add(letter.id());
  }

  private void pause() {
    if (resumed == null) {
      resumed = new CompletableFuture<>();
    }
  }

  private void resume() {
    CompletableFuture<Void> held = resumed;
    if (held != null) {
      resumed = null;
      held.complete(null);
      session.strands().wakePaused();
    }
  }

  /** Waits, holding the thread of a step, while the run is paused. */
  void awaitResume() throws InterruptedException {
    CompletableFuture<Void> held = session.locked(() -> Optional.ofNullable(resumed)).orElse(null);
    if (held != null) {
      try {
        session.time().await(held);
      } catch (ExecutionException impossible) {
        throw new IllegalStateException("a resumption never fails", impossible);
      }
    }
  }

  /** Lets the run end for a cause, unless it ends already. Under the lock. */
  void stop(StopCause cause) {
    if (stop == null && !closing) {
      stop = cause;
      session
          .strands()
          .after(() -> session.engine.tasks().onWorker(this::reachIn)); // calls host code
    }
  }

  private void reachIn() {
    session.attempts().cancelAll(CancelCause.STOP);
    List<RunId> waitedFor = session.locked(() -> List.copyOf(children));
    waitedFor.forEach(child -> session.engine.children().cancel(child, session.runId()));
  }

  void watchDeadline() {
    Optional<Instant> at = session.run().deadline();
    if (at.isPresent()) {
      Duration left = Duration.between(session.time().now(), at.get());
      if (left.isZero() || left.isNegative()) { // a timer would come after the run rests again
        stop(DEADLINE_PASSED);
        return;
      }
      deadline =
          session
              .time()
              .schedule(
                  left,
                  () -> session.engine.tasks().onWorker(this::deadlinePassed),
                  "the deadline of run " + session.runId());
    }
  }

  private void deadlinePassed() {
    session.stop(DEADLINE_PASSED);
  }

  /** Leaves the code if no new work may begin. Under the lock. */
  void gate(Pass pass) {
    boolean compensates = session.strands().compensator().filter(pass.strand::equals).isPresent();
    if (session.isGone() || session.engine.isStopping() || (stop != null && !compensates)) {
      throw pass.leave(Wait.STOPPED);
    }
    if (resumed != null && !compensates) {
      throw pass.leave(Wait.PAUSED);
    }
  }

  /** Returns why an attempt that begins now should stop at once, if it should. Under the lock. */
  Optional<CancelCause> lateFor(Attempt attempt) {
    boolean compensates =
        session.strands().compensator().filter(attempt.pass.strand::equals).isPresent();
    if (stop != null && !compensates) {
      return Optional.of(CancelCause.STOP);
    }
    return session.engine.interrupts() ? Optional.of(CancelCause.SHUTDOWN) : Optional.empty();
  }

  /** Decides what comes next if no strand is active. Under the lock. */
  @Nullable Runnable settle() {
    Strands strands = session.strands();
    // What is stopped ends when its stages have: compensations must not run beside them.
    boolean isEnding = stop != null && session.attempts().awaitsStage();
    if (closing || strands.isActive() || !strands.hasBegun() || isEnding) {
      return null;
    }
    if (strands.isWriting() || (session.engine.isStopping() && !session.attempts().isEmpty())) {
      return waitHere(strands);
    }
    Throwable thrown = strands.root().thrown;
    if (stop == null && strands.root().isDone() && thrown == null) {
      return close(Departure.succeed(session)); // also while stopping: it has drained
    }
    if (session.engine.isStopping() && session.attempts().mayStillAct()) {
      return waitHere(strands); // not to be released: its lease runs out
    }
    if (session.engine.isStopping()) {
      return close(Departure.release(session, List.copyOf(usedLetters), isPaused()));
    }
    if (stop == null && thrown != null) {
      stop(StopCause.failed(BrokenRun.failureOf(thrown)));
    }
    return stop != null ? end(strands, stop) : rest(strands);
  }

  private @Nullable Runnable end(Strands strands, StopCause cause) {
    Optional<Strand> compensator = strands.compensator();
    if (compensator.isPresent()) {
      return compensator.get().isDone() ? close(Departure.end(session, cause)) : waitHere(strands);
    }
    List<Compensation.OfStep> registered = Compensations.inOrder(strands.root());
    if (registered.isEmpty()) {
      return close(Departure.end(session, cause));
    }
    Strand begun = strands.beginCompensator(pass -> Compensations.undoAll(pass, registered));
    return begun.isDone() ? null : session.progress()::changed;
  }

  private @Nullable Runnable rest(Strands strands) {
    return Departure.canRestInStore(session)
        ? close(Departure.rest(session, List.copyOf(usedLetters), isPaused()))
        : waitHere(strands);
  }

  private static @Nullable Runnable waitHere(Strands strands) {
    strands.setTimers();
    return null;
  }

  private Runnable close(Departure departure) {
    closing = true;
    return departure::depart;
  }

  void cancelTimers() {
    if (deadline != null) {
      deadline.cancel();
    }
  }
}
