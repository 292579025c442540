package io.maestro.core.engine;

import io.maestro.codec.CodecException;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.error.LimitExceededException;
import io.maestro.flow.FlowMisuseException;
import io.maestro.flow.StepAction;
import io.maestro.flow.StepCode;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A step: answered from the journal, or attempted until it is final. */
class StepVerb<T> extends Verbs {
  private final Verb verb;
  private final @Nullable TypeToken<T> type;
  private final StepCode<? extends @Nullable Object> code;

  StepVerb(
      FlowScope scope,
      String path,
      Verb verb,
      @Nullable TypeToken<T> type,
      StepCode<? extends @Nullable Object> code) {
    super(scope, path);
    this.verb = verb;
    this.type = type;
    this.code = code;
  }

  static StepVerb<Object> action(FlowScope scope, String path, Verb verb, StepAction action) {
    return new StepVerb<>(
        scope,
        path,
        verb,
        null,
        step -> {
          action.run(step);
          return null;
        });
  }

  final T run() {
    TypeToken<T> wanted = Objects.requireNonNull(type, "type");
    return answer(toFinal(enter()), wanted);
  }

  /** Runs a step that has no value. */
  final void perform() {
    passed(toFinal(enter()));
  }

  /** Runs a step whose path this pass has asked for before. */
  final void performAgain() {
    passed(toFinal(session.entry(path, verb)));
  }

  private Entry enter() {
    scope.beginVerb();
    return session.enter(pass, path, verb);
  }

  private Entry toFinal(Entry entry) {
    session.recorder().awaitUnsaved(pass, entry);
    if (scope.doubts != null) {
      Doubts.passSettled(this, entry);
    }
    while (!entry.isFinal()) {
      beforeTheGate(entry);
      session.gate(scope, entry);
      proceed(entry);
    }
    return entry;
  }

  /** Does what comes next for a step that is not final. */
  void proceed(Entry entry) {
    Doubts doubts = scope.doubts;
    int number = doubts == null ? entry.attempts() + 1 : intend(entry, doubts);
    if (number > 0) {
      attempt(entry, number);
    }
  }

  /** Does what must not be left undone if the gate lets the run go. */
  void beforeTheGate(Entry entry) {
    if (scope.doubts == null) { // else the intent tells
      countFormerOwner(entry);
    }
  }

  /** Runs the code once, and records what came of it. */
  void attempt(Entry entry, int number) {
    Attempt attempt = begin(entry, number);
    Object value;
    try {
      value = code.run(attempt);
    } catch (Throwable thrown) { // the edge of user code: everything becomes a recorded failure
      end(attempt);
      threw(entry, attempt, thrown);
      return;
    }
    end(attempt);
    succeeded(entry, number, value);
  }

  final Attempt begin(Entry entry, int number) {
    return session
        .attempts()
        .begin(
            new Attempt(
                pass,
                path,
                number,
                inheritedKeyOf(entry),
                scope.policy.timeout(),
                Thread.currentThread(),
                abandoned ->
                    session
                        .attempts()
                        .abandon(abandoned, entry, () -> abandoned(entry, abandoned))));
  }

  /** Ends an attempt; leaves the code if the engine has gone on without it. */
  final void end(Attempt attempt) {
    if (!session.attempts().endHere(attempt)) {
      throw Unwind.SIGNAL;
    }
  }

  private void succeeded(Entry entry, int number, @Nullable Object value) {
    Payload payload;
    try {
      payload = payload(value);
    } catch (CodecException | LimitExceededException | NullPointerException unstorable) {
      recordFailure(entry, failureOf(unstorable, number), unstorable);
      return;
    }
    record(entry, done(entry, number, payload, value));
  }

  private Failure failureOf(RuntimeException unstorable, int number) {
    Failure.Kind kind =
        unstorable instanceof LimitExceededException ? Failure.Kind.LIMIT : Failure.Kind.STEP;
    return Failure.of(kind, path, number, unstorable);
  }

  final Payload payload(@Nullable Object value) {
    if (type == null) {
      return Payload.none();
    }
    if (value == null) {
      throw new NullPointerException(
          "step " + path + " returned null; return an Optional, or use run for no value");
    }
    return session.payload(value, type, path);
  }

  final void threw(Entry entry, Attempt attempt, Throwable thrown) {
    CancelCause cause = attempt.cancelledBy();
    if (cause == CancelCause.STOP) {
      throw pass.leave(Wait.STOPPED);
    }
    if (cause == CancelCause.SHUTDOWN) {
      record(entry, pending(entry, attempt.attempt(), Optional.empty(), Optional.empty()));
      throw pass.leave(Wait.STOPPED);
    }
    if (thrown instanceof FlowMisuseException) { // no retry mends the code
      recordFailure(
          entry, Failure.of(Failure.Kind.MISUSE, path, attempt.attempt(), thrown), thrown);
      return;
    }
    boolean timedOut = cause == CancelCause.TIMEOUT;
    failedAttempt(
        entry,
        attempt.attempt(),
        timedOut ? Failure.Kind.TIMEOUT : Failure.Kind.STEP,
        timedOut ? timeout(thrown) : thrown);
  }

  private void recordFailure(Entry entry, Failure failure, Throwable cause) {
    entry.cause = cause;
    record(entry, failed(entry, failure));
  }

  private static TimeoutException timeout(@Nullable Throwable cause) {
    TimeoutException timeout = new TimeoutException("the attempt took longer than its timeout");
    if (cause != null) {
      timeout.initCause(cause);
    }
    return timeout;
  }

  /** Returns what to record of an attempt that has ignored its interrupt for too long. */
  private StepRecord abandoned(Entry entry, Attempt attempt) {
    return attempt.cancelledBy() == CancelCause.SHUTDOWN
        ? pending(entry, attempt.attempt(), Optional.empty(), Optional.empty())
        : afterFailure(entry, attempt.attempt(), Failure.Kind.TIMEOUT, timeout(null));
  }
}
