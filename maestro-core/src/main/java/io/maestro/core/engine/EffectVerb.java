package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.ReconcileCode;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.StepCode;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import java.time.Instant;
import java.util.Optional;

/** A step whose intent is recorded first, and whose doubts are settled by a reconciliation. */
final class EffectVerb<T> extends StepVerb<T> {
  private final TypeToken<T> type;
  private final ReconcileCode<T> reconcile;

  EffectVerb(
      FlowScope scope,
      String path,
      TypeToken<T> type,
      StepCode<T> code,
      ReconcileCode<T> reconcile) {
    super(scope, path, Verb.EFFECT, type, code);
    this.type = type;
    this.reconcile = reconcile;
  }

  @Override
  void proceed(Entry entry) {
    StepRecord intent = entry.record;
    if (intent == null) {
      record(entry, pending(entry, 1, Optional.empty(), Optional.empty()));
      attempt(entry, 1);
    } else {
      reconcile(entry, intent);
    }
  }

  private void reconcile(Entry entry, StepRecord intent) {
    Attempt look =
        session
            .attempts()
            .begin(
                new Attempt(
                    pass,
                    path,
                    intent.attempts(),
                    scope.policy.timeout(),
                    Thread.currentThread(),
                    () ->
                        session
                            .attempts()
                            .abandon(pass, entry, () -> unknown(entry, "the look at it hung"))));
    Reconciliation<T> decision;
    try {
      decision = reconcile.reconcile(look);
    } catch (
        Throwable thrown) { // the edge of user code; what can't be told is never "nothing happened"
      end(look);
      couldNotTell(entry, look, thrown);
      return;
    }
    end(look);
    settle(entry, intent, decision);
  }

  private void couldNotTell(Entry entry, Attempt look, Throwable thrown) {
    if (look.cancelledBy() == CancelCause.STOP || look.cancelledBy() == CancelCause.SHUTDOWN) {
      throw pass.leave(Wait.STOPPED);
    }
    StepRecord later =
        RetryRule.nextAttempt(session, scope.policy.retry(), look.attempt(), thrown)
            .map(due -> pending(entry, look.attempt() + 1, Optional.empty(), Optional.of(due)))
            .orElseGet(() -> unknown(entry, "it could not be told what happened: " + thrown));
    record(entry, later);
  }

  private void settle(Entry entry, StepRecord intent, Reconciliation<T> decision) {
    switch (decision.choice()) {
      case RESUME -> resume(entry, intent);
      case ADOPT -> adopt(entry, intent.attempts(), decision.outcome().orElseThrow());
      case COMPENSATE, MANUAL -> record(entry, unknown(entry, decision.note()));
    }
  }

  /** It did not happen: tries again, unless it has failed as often as it may. */
  private void resume(Entry entry, StepRecord intent) {
    Optional<Failure> failure = intent.failure();
    if (failure.isPresent() && intent.dueAt().isEmpty()) {
      record(entry, failed(entry, failure.get()));
    } else {
      int number = intent.attempts() + 1;
      record(entry, pending(entry, number, Optional.empty(), Optional.empty()));
      attempt(entry, number);
    }
  }

  /** After an attempt that threw it is in doubt what happened: the reconciliation comes first. */
  @Override
  void failedAttempt(Entry entry, int number, Failure.Kind kind, Throwable thrown) {
    Failure failure = Failure.of(kind, path, number, thrown);
    Optional<Instant> again = RetryRule.nextAttempt(session, scope.policy.retry(), number, thrown);
    record(entry, pending(entry, number, Optional.of(failure), again));
  }

  private void adopt(Entry entry, int attempts, T outcome) {
    entry.value = outcome;
    record(entry, done(entry, attempts, session.payload(outcome, type, path)));
  }

  private StepRecord unknown(Entry entry, String note) {
    return new StepRecord(
        path,
        Verb.EFFECT,
        State.FAILED,
        Math.max(1, entry.attempts()),
        Optional.empty(),
        Optional.of(
            new Failure(
                Failure.Kind.UNKNOWN, path, Math.max(1, entry.attempts()), "Unknown", note)),
        Optional.empty(),
        0,
        recordTime());
  }
}
