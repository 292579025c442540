package io.maestro.core.engine;

import io.maestro.codec.CodecException;
import io.maestro.codec.TypeToken;
import io.maestro.error.LimitExceededException;
import io.maestro.flow.AsyncStepCode;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An asynchronous step: while its stage is not complete, the code is left. */
final class AwaitVerb<T> extends Verbs {
  private final TypeToken<T> type;
  private final AsyncStepCode<T> code;

  AwaitVerb(FlowScope scope, String path, TypeToken<T> type, AsyncStepCode<T> code) {
    super(scope, path);
    this.type = type;
    this.code = code;
  }

  T run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.AWAIT);
    session.recorder().awaitUnsaved(pass, entry);
    if (scope.doubts != null) {
      Doubts.passSettled(this, entry);
    }
    while (!entry.isFinal()) {
      AsyncAttempt running = entry.async;
      if (running == null) {
        begin(entry);
      } else {
        finish(entry, running);
      }
    }
    return answer(entry, type);
  }

  private void begin(Entry entry) {
    Doubts doubts = scope.doubts;
    if (doubts == null) { // else the intent tells
      countFormerOwner(entry);
    }
    session.gate(scope, entry);
    int number = doubts == null ? entry.attempts() + 1 : intend(entry, doubts);
    if (number > 0) {
      start(entry, number);
    }
  }

  private void start(Entry entry, int number) {
    AsyncAttempt attempt =
        new AsyncAttempt(
            pass, path, number, inheritedKeyOf(entry), scope.policy.timeout(), this::abandoned);
    session.attempts().begin(attempt);
    attempt.started(startedStage(attempt));
    entry.async = attempt;
  }

  private CompletableFuture<T> startedStage(AsyncAttempt attempt) {
    try {
      return code.start(attempt).toCompletableFuture();
    } catch (Throwable thrown) { // the edge of user code: a failure to start is a failed attempt
      return CompletableFuture.failedFuture(thrown);
    } finally {
      pass.attempting(null);
    }
  }

  private void finish(Entry entry, AsyncAttempt attempt) {
    CompletableFuture<?> stage = Objects.requireNonNull(attempt.stage(), "stage");
    if (!stage.isDone()) {
      session.strands().wakeWhenDone(pass.strand, stage);
      throw pass.leave(Wait.resident("the stage of " + path));
    }
    entry.async = null;
    session.attempts().end(attempt);
    Throwable thrown = failureOf(stage);
    if (thrown == null) {
      succeeded(entry, attempt.attempt(), stage.join());
    } else {
      failed(entry, attempt, thrown);
    }
  }

  private static @Nullable Throwable failureOf(CompletableFuture<?> stage) {
    Throwable thrown = stage.handle((value, failure) -> failure).join();
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private void succeeded(Entry entry, int number, @Nullable Object value) {
    try {
      if (value == null) {
        throw new NullPointerException("the stage of " + path + " completed with null");
      }
      record(entry, done(entry, number, session.payload(value, type, path), value));
    } catch (CodecException | LimitExceededException | NullPointerException unstorable) {
      entry.cause = unstorable;
      record(entry, failed(entry, Failure.of(Failure.Kind.STEP, path, number, unstorable)));
    }
  }

  private void failed(Entry entry, AsyncAttempt attempt, Throwable thrown) {
    CancelCause cause = attempt.cancelledBy();
    if (cause == CancelCause.STOP) {
      throw pass.leave(Wait.STOPPED);
    }
    if (cause == CancelCause.SHUTDOWN) {
      record(entry, pending(entry, attempt.attempt(), Optional.empty(), Optional.empty()));
      throw pass.leave(Wait.STOPPED);
    }
    Throwable effective =
        cause == CancelCause.TIMEOUT
            ? new TimeoutException("the attempt took longer than its timeout")
            : thrown;
    Failure.Kind kind = cause == CancelCause.TIMEOUT ? Failure.Kind.TIMEOUT : Failure.Kind.STEP;
    failedAttempt(entry, attempt.attempt(), kind, effective);
  }

  /** Goes on without a stage that was cancelled and is still not complete: it never will be. */
  private void abandoned(Attempt attempt) {
    if (attempt instanceof AsyncAttempt hanging) {
      hanging.giveUp();
      session.strands().wake(pass.strand);
    }
  }
}
