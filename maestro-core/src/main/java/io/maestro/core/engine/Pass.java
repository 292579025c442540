package io.maestro.core.engine;

import io.maestro.flow.FlowMisuseException;
import io.maestro.run.Failure;
import io.maestro.store.StepRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a strand's code, on one thread, which ends when the code returns or is left. */
final class Pass {
  final Strand strand;
  private final Thread thread = Thread.currentThread();

  /** Set when a hung step makes the engine go on without this thread. */
  volatile boolean dead;

  private boolean unwinding;
  private @Nullable Wait wait;
  private @Nullable Failure fatal;
  private @Nullable Attempt attempt;
  private Instant now;
  private int verbsPassed;

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

  /** Returns whether an earlier pass has run the code that runs now. */
  boolean isReplaying() {
    return verbsPassed < strand.verbsPassed;
  }

  void attempting(@Nullable Attempt current) {
    attempt = current;
  }

  Instant now() {
    return now;
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
