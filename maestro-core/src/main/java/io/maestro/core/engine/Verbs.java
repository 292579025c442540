package io.maestro.core.engine;

import io.maestro.codec.CodecException;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.StepFailedException;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RunId;
import io.maestro.store.StepRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all verbs do: find their entry, record it, and answer from it. */
abstract class Verbs {
  static final TypeToken<String> KEY = TypeToken.of(String.class);

  final FlowScope scope;
  final Pass pass;
  final Session session;
  final String path;

  Verbs(FlowScope scope, String path) {
    this.scope = scope;
    this.pass = scope.pass;
    this.session = scope.session;
    this.path = path;
  }

  final void record(Entry entry, StepRecord record) {
    record(entry, record, List.of(), List.of());
  }

  /** Records a step, and returns when that is durable, or leaves the code until it is. */
  final void record(Entry entry, StepRecord record, List<String> forgotten, List<String> taken) {
    session.recorder().record(pass, entry, record, forgotten, taken);
  }

  final StepRecord done(Entry entry, int attempts, Payload value) {
    return new StepRecord(
        path,
        entry.verb,
        State.DONE,
        attempts,
        Optional.of(value),
        Optional.empty(),
        Optional.empty(),
        0,
        recordTime());
  }

  /**
   * Returns a step's record with its value, which a replay will read back. The value itself is kept
   * only if the payload keeps it: else the code would see now what no replay sees.
   */
  final StepRecord done(Entry entry, int attempts, Payload payload, @Nullable Object value) {
    entry.value = payload.isLive() ? value : null;
    return done(entry, attempts, payload);
  }

  final StepRecord failed(Entry entry, Failure failure) {
    return new StepRecord(
        path,
        entry.verb,
        State.FAILED,
        failure.attempts(),
        Optional.empty(),
        Optional.of(failure),
        Optional.empty(),
        0,
        recordTime());
  }

  final StepRecord pending(
      Entry entry, int attempts, Optional<Failure> failure, Optional<Instant> due) {
    return new StepRecord(
        path,
        entry.verb,
        State.PENDING,
        attempts,
        inheritedKey(entry),
        failure,
        due,
        0,
        recordTime());
  }

  /** Returns the key under which the run that this one retries may have done the step already. */
  private static Optional<Payload> inheritedKey(Entry entry) {
    return entry.record == null ? Optional.empty() : entry.record.value();
  }

  final @Nullable String inheritedKeyOf(Entry entry) {
    Optional<Payload> key = inheritedKey(entry);
    return key.isEmpty() ? null : decode(key.get(), KEY);
  }

  private String keyOf(Entry entry) {
    String inherited = inheritedKeyOf(entry);
    return inherited == null ? ownKey(session.runId(), path) : inherited;
  }

  static String ownKey(RunId run, String path) {
    return run + "#" + path;
  }

  /**
   * Records the intent of the next attempt, once it is settled what became of the last one.
   *
   * @return the number of the attempt to be made now, or 0 if the step has become final
   */
  final int intend(Entry entry, Doubts doubts) {
    StepRecord last = entry.record;
    if (entry.intended == 0 && last != null && Doubts.isInDoubt(last)) {
      doubts.settle(this, last, keyOf(entry));
      if (Doubts.isUsedUp(last)) {
        record(entry, failed(entry, last.failure().orElseThrow()));
        return 0;
      }
    }
    return recordIntent(entry);
  }

  /**
   * Records the intent of the next attempt, unless it may not begin: asked again once the intent is
   * durable, since that may have taken long.
   *
   * @return the number of the attempt to be made now, or 0 if the step was refused
   */
  final int recordIntent(Entry entry) {
    if (entry.intended == 0) { // else the code was left while it was being recorded
      if (isRefused(entry)) {
        return 0;
      }
      entry.intended = entry.attempts() + 1;
      record(entry, pending(entry, entry.intended, Optional.empty(), Optional.empty()));
    }
    if (isRefused(entry)) {
      return 0;
    }
    int number = entry.intended;
    entry.intended = 0;
    return number;
  }

  /** Returns whether the next attempt may not begin, which is then recorded as the step's end. */
  final boolean isRefused(Entry entry) {
    Optional<String> why =
        scope.doubts == null ? Optional.empty() : scope.doubts.refusal(this, entry);
    if (why.isEmpty()) {
      return false;
    }
    int number = entry.nextAttempt();
    entry.intended = 0;
    record(
        entry,
        failed(entry, new Failure(Failure.Kind.REFUSED, path, number, "Refused", why.get())));
    return true;
  }

  /**
   * Counts the attempt that a former owner may have left in flight: before the gate, since a run
   * that is let go there looks as if it had been released.
   */
  final void countFormerOwner(Entry entry) {
    if (session.recorder().mayHaveBeenInFlight(pass, entry)) {
      record(entry, pending(entry, entry.attempts() + 1, Optional.empty(), Optional.empty()));
    }
  }

  /** Records that an attempt failed, and whether and when another one follows. */
  void failedAttempt(Entry entry, int number, Failure.Kind kind, Throwable thrown) {
    StepRecord record = afterFailure(entry, number, kind, thrown);
    if (record.state().isFinal()) {
      entry.cause = thrown;
    }
    record(entry, record);
  }

  /** Returns what to record of an attempt that failed. */
  StepRecord afterFailure(Entry entry, int number, Failure.Kind kind, Throwable thrown) {
    Failure failure = Failure.of(kind, path, number, thrown);
    Optional<Instant> next =
        RetryRule.nextAttempt(session, path, scope.policy.retry(), number, thrown);
    boolean mayHaveHappened = kind == Failure.Kind.TIMEOUT && scope.doubts != null;
    return next.isPresent() || mayHaveHappened
        ? pending(entry, number, Optional.of(failure), next)
        : failed(entry, failure);
  }

  /** Returns the time to record: never before what the code has seen already. */
  final Instant recordTime() {
    Instant now = session.time().now();
    return now.isBefore(pass.now()) ? pass.now() : now;
  }

  /** Answers from a final record: returns its value, or throws what it failed with. */
  final <T> T answer(Entry entry, TypeToken<T> type) {
    StepRecord record = passed(entry);
    Object known = entry.value;
    if (known != null) {
      return type.cast(known);
    }
    T value = decode(record.value().orElseThrow(), type);
    entry.value = value;
    return value;
  }

  final <T> T decode(Payload payload, TypeToken<T> type) {
    try {
      return payload.value(type, session.codec());
    } catch (CodecException | ClassCastException undecodable) {
      throw pass.fail(Failure.of(Failure.Kind.UNDECODABLE, path, 1, undecodable));
    }
  }

  /** Passes a final record: returns it, or throws what it failed with. */
  final StepRecord passed(Entry entry) {
    StepRecord record = entry.record;
    if (record == null) {
      throw new IllegalStateException(path + " is not recorded");
    }
    pass.passed(record);
    if (record.failure().isPresent() && record.state() == State.FAILED) {
      throw new StepFailedException(record.failure().get(), takeCause(entry));
    }
    return record;
  }

  private static @Nullable Throwable takeCause(Entry entry) {
    Throwable cause = entry.cause;
    entry.cause = null;
    return cause;
  }
}
