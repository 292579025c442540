package io.maestro.core.engine;

import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.store.RunWrite;
import io.maestro.store.StepRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A step as the session knows it. The fields belong to the strand that asks for the step, but for
 * {@code askedBy}, which the session's lock guards.
 */
final class Entry {
  final String path;
  final RecordedStep.Verb verb;

  /** What the store has; null before anything is recorded. */
  @Nullable StepRecord record;

  /** What the store was asked to record and has not confirmed yet. */
  @Nullable Unsaved unsaved;

  /** The value, live; spares decoding it at each replay. */
  @Nullable Object value;

  /** What the last attempt threw, for the pass in which it did. */
  @Nullable Throwable cause;

  /** The attempt that goes on while no pass holds a thread. */
  @Nullable AsyncAttempt async;

  /** The last pass that asked for this step; null if none did yet in this session. */
  @Nullable Pass askedBy;

  /** Whether it was recorded before this session, and not asked for yet. */
  boolean isUnread;

  /** Whether an attempt that a former owner may have left in flight has been counted. */
  boolean inFlightCounted;

  /** The attempt whose intent this session has recorded and whose code has not begun; else 0. */
  int intended;

  Entry(String path, RecordedStep.Verb verb) {
    this.path = path;
    this.verb = verb;
  }

  boolean isFinal() {
    return record != null && record.state().isFinal();
  }

  int attempts() {
    return record == null ? 0 : record.attempts();
  }

  /** Returns the number of the attempt to be made next. */
  int nextAttempt() {
    return intended > 0 ? intended : attempts() + 1;
  }

  /** Returns whether an attempt before the next one may have begun. */
  boolean hasBegunBefore() {
    return nextAttempt() > 1;
  }

  /**
   * Returns whether the step may have begun, as another strand sees it: one that is asked for and
   * not recorded may be about to.
   */
  boolean mayHaveBegun() {
    StepRecord known = record;
    return switch (verb) {
      case STEP, AWAIT, EFFECT, CHILD -> known == null || !isRefusedAtFirst(known);
      case STAGE -> known != null;
      case LOOP -> known != null && known.round() > 0;
      default -> false;
    };
  }

  private static boolean isRefusedAtFirst(StepRecord record) {
    return record.attempts() == 1
        && record.failure().filter(why -> why.kind() == Failure.Kind.REFUSED).isPresent();
  }

  /**
   * A write that is not confirmed.
   *
   * @param record what is to be recorded
   * @param write the write that does it
   * @param written completes when it is done; empty if it has to be sent (again)
   */
  record Unsaved(StepRecord record, RunWrite write, Optional<CompletableFuture<Void>> written) {
    static Unsaved sent(StepRecord record, RunWrite write, CompletableFuture<Void> written) {
      return new Unsaved(record, write, Optional.of(written));
    }

    static Unsaved notSent(StepRecord record, RunWrite write) {
      return new Unsaved(record, write, Optional.empty());
    }
  }
}
