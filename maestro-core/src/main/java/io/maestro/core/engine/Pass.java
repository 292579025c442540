package io.maestro.core.engine;

import io.maestro.flow.FlowMisuseException;
import io.maestro.run.Failure;
import io.maestro.store.StepRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of a strand's code, on one thread, which ends when the code returns or is left. */
final class Pass {
  final Strand strand;
  private final Thread thread = Thread.currentThread();

  /** Set when a hung step makes the engine go on without this thread. */
  volatile boolean dead;

  private boolean over;
  private boolean unwinding;
  private @Nullable Wait wait;
  private @Nullable Failure fatal;
  private @Nullable Attempt attempt;
  private @Nullable Doubts overPart;
  private Instant now;
  private int verbsPassed;
  private final Map<String, Integer> parts = new HashMap<>(0);

  Pass(Strand strand, Instant now) {
    this.strand = strand;
    this.now = now;
  }

  /** Lets a verb begin, or leaves the code again if it should have been left. */
  void beginVerb() {
    if (Thread.currentThread() != thread) {
      throw new FlowMisuseException(
          "a verb of run "
              + strand.session.runId()
              + " was called from another thread; use fork or each, or do it within a step");
    }
    if (over) {
      throw new FlowMisuseException(
          "a verb of run "
              + strand.session.runId()
              + " was called after the code it was handed to had ended; call it within that code");
    }
    if (dead || unwinding) {
      throw Unwind.SIGNAL;
    }
    if (attempt != null) {
      throw new FlowMisuseException(
          "a verb of run "
              + strand.session.runId()
              + " was called within the step "
              + attempt.path()
              + "; call it between steps");
    }
  }

  /** The code has returned or was left. */
  void end() {
    over = true;
  }

  /** Leaves the code for good if a part of it has caught the signal to leave it. */
  void checkNotSwallowed() {
    if (dead) {
      throw Unwind.SIGNAL;
    }
    if (unwinding) {
      throw fatal == null ? fail(Misuse.swallowedUnwinding(strand)) : Unwind.SIGNAL;
    }
  }

  /** A part of the code is over with an error, which no code of the part can swallow. */
  void over(Doubts part, Error lastWord) {
    overPart = part;
    strand.lastWord = lastWord;
  }

  /** Throws the last word again in a part that is over. */
  void checkOver(@Nullable Doubts part) {
    Doubts over = overPart;
    Error lastWord = strand.lastWord;
    if (over != null && lastWord != null && part != null && part.isWithin(over)) {
      throw lastWord;
    }
  }

  Unwind leave(Wait forWhat) {
    unwinding = true;
    wait = forWhat;
    return Unwind.SIGNAL;
  }

  Unwind fail(Failure failure) {
    unwinding = true;
    fatal = failure;
    return Unwind.SIGNAL;
  }

  /** Lets the recorded time go on to a time that the code has seen. */
  void saw(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  void passed(StepRecord step) {
    saw(step.recordedAt());
    verbsPassed++;
    strand.verbsPassed = Math.max(strand.verbsPassed, verbsPassed);
  }

  int verbsPassed() {
    return verbsPassed;
  }

  /** Forgets the verbs passed since a number of them: a later pass does not enter that code. */
  void isHistorySince(int passedBefore) {
    verbsPassed = passedBefore;
    strand.verbsPassed = passedBefore; // no pass has been further than this one
  }

  /** Returns whether an earlier pass, here or before a restart, has run the code that runs now. */
  boolean isReplaying() {
    return verbsPassed < strand.verbsPassed
        || (!strand.wroteHere && strand.session.hasUnreadSteps());
  }

  void attempting(@Nullable Attempt current) {
    attempt = current;
  }

  Instant now() {
    return now;
  }

  /** Returns the name of a part of the code that is told from others by the order of calls. */
  String nextPart(String name) {
    return name + "|" + parts.merge(name, 1, Integer::sum);
  }

  /** Returns whether the code is being left, to be entered again or for good. */
  boolean isLeft() {
    return dead || unwinding;
  }

  boolean isUnwinding() {
    return unwinding;
  }

  @Nullable Failure fatal() {
    return fatal;
  }

  Wait waitedFor() {
    return wait == null ? Wait.STOPPED : wait;
  }
}
