package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.FlowMisuseException;
import io.maestro.flow.TransactionCode;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreTransactions;
import org.jspecify.annotations.Nullable;

/** A step that is recorded in the transaction in which it writes, so that it happens once. */
final class TransactionVerb<T, C> extends StepVerb<T> {
  private final Class<C> resource;
  private final TransactionCode<? super C, T> code;

  TransactionVerb(
      FlowScope scope,
      String path,
      TypeToken<T> type,
      Class<C> resource,
      TransactionCode<? super C, T> code) {
    super(
        scope,
        path,
        Verb.STEP,
        type,
        step -> {
          throw new IllegalStateException("a transaction's code needs its resource");
        });
    this.resource = resource;
    this.code = code;
  }

  /** Needs no intent: a commit leaves no doubt. */
  @Override
  void proceed(Entry entry) {
    if (!isRefused(entry)) {
      attempt(entry, entry.attempts() + 1);
    }
  }

  @Override
  void beforeTheGate(Entry entry) {
    countFormerOwner(entry);
  }

  @Override
  void attempt(Entry entry, int number) {
    Attempt attempt = begin(entry, number);
    Work work = new Work(entry, attempt);
    StepRecord recorded;
    try {
      recorded = transactions().record(session.lease(), path, work);
    } catch (Throwable failed) { // the edge of user code, and of the store
      notCommitted(entry, attempt, work, failed);
      return;
    }
    if (attempt.isRunning()) { // the store had the record already
      end(attempt);
    }
    entry.value = work.value;
    session.recorder().recorded(pass, entry, recorded);
  }

  private StoreTransactions<C> transactions() {
    return session
        .engine
        .transactions(resource)
        .orElseThrow(
            () ->
                new FlowMisuseException(
                    "the store has no transactions over %s; use a store that has, such as an SQL one for java.sql.Connection"
                        .formatted(resource.getName())));
  }

  private void notCommitted(Entry entry, Attempt attempt, Work work, Throwable failed) {
    Throwable thrown = work.thrown;
    if (thrown == null && failed instanceof FlowMisuseException) {
      thrown = failed;
    }
    if (attempt.isRunning() || attempt.isAbandoned()) {
      end(attempt);
    }
    if (thrown != null) {
      threw(entry, attempt, thrown);
      return;
    }
    throw session.recorder().notTaken(pass, path, failed);
  }

  private final class Work implements StoreTransactions.TransactionCode<C> {
    private final Entry entry;
    private final Attempt attempt;
    private @Nullable T value;
    private @Nullable Throwable thrown;

    Work(Entry entry, Attempt attempt) {
      this.entry = entry;
      this.attempt = attempt;
    }

    @Override
    public StepRecord run(C lent) throws Exception {
      T result;
      Payload payload;
      try {
        result = code.run(lent, attempt);
        payload = payload(result);
      } catch (Throwable failure) {
        thrown = failure;
        throw failure;
      }
      end(attempt); // from here on nobody gives it up: either it commits or it did not happen
      value = result;
      return done(entry, attempt.attempt(), payload);
    }
  }
}
