package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.ReconcileCode;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.StepCode;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
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
    if (intent == null || entry.intended > 0) {
      attemptIfPermitted(entry);
    } else {
      reconcile(entry, intent);
    }
  }

  @Override
  void beforeTheGate(Entry entry) {
    // The intent tells whether an attempt may have been in flight.
  }

  private void reconcile(Entry entry, StepRecord intent) {
    Attempt look =
        session
            .attempts()
            .begin(
                new Attempt(
                    pass,
                    path,
                    intent.attempts() + 1,
                    inheritedKeyOf(entry),
                    scope.policy.timeout(),
                    Thread.currentThread(),
                    hanging -> lookHangs(entry, hanging)));
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

  private void lookHangs(Entry entry, Attempt look) {
    session.attempts().abandon(look, entry, () -> unknown(entry, "the look at it hung"));
  }

  /** An effect that threw may have happened: when its attempts are used up, it is in doubt. */
  @Override
  StepRecord afterFailure(Entry entry, int number, Failure.Kind kind, Throwable thrown) {
    StepRecord next = super.afterFailure(entry, number, kind, thrown);
    return next.state() == State.FAILED && kind != Failure.Kind.UNKNOWN
        ? pending(entry, number, next.failure(), Optional.empty())
        : next;
  }

  private void couldNotTell(Entry entry, Attempt look, Throwable thrown) {
    if (look.cancelledBy() == CancelCause.STOP || look.cancelledBy() == CancelCause.SHUTDOWN) {
      throw pass.leave(Wait.STOPPED);
    }
    failedAttempt(entry, look.attempt(), Failure.Kind.UNKNOWN, thrown);
  }

  private void settle(Entry entry, StepRecord intent, Reconciliation<T> decision) {
    switch (decision.choice()) {
      case RESUME -> again(entry, intent);
      case ADOPT -> adopt(entry, intent.attempts(), decision.outcome().orElseThrow());
      case COMPENSATE, MANUAL -> record(entry, unknown(entry, decision.note()));
    }
  }

  private void again(Entry entry, StepRecord intent) {
    if (intent.failure().isPresent() && intent.dueAt().isEmpty()) { // its attempts are used up
      record(entry, failed(entry, intent.failure().get()));
      return;
    }
    attemptIfPermitted(entry);
  }

  private void attemptIfPermitted(Entry entry) {
    int number = recordIntent(entry);
    if (number > 0) {
      attempt(entry, number);
    }
  }

  private void adopt(Entry entry, int attempts, T outcome) {
    record(entry, done(entry, attempts, session.payload(outcome, type, path), outcome));
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
