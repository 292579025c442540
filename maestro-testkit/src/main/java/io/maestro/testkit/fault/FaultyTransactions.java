package io.maestro.testkit.fault;

import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreTransactions;
import java.util.concurrent.atomic.AtomicBoolean;

/** Transactions on whose way things go wrong. */
record FaultyTransactions<C>(StoreTransactions<C> transactions, Way way)
    implements StoreTransactions<C> {
  @Override
  public StepRecord record(Lease lease, String path, TransactionCode<C> code) throws Exception {
    AtomicBoolean hasRun = new AtomicBoolean();
    way.meetHere(Point.BEFORE_TRANSACTION);
    StepRecord recorded =
        way.askHere(() -> transactions.record(lease, path, lent -> run(code, lent, hasRun)));
    if (hasRun.get()) { // else the journal had it already
      way.faults().done(RunWrite.step(lease, recorded));
    }
    way.meetHere(Point.AFTER_TRANSACTION);
    return recorded;
  }

  private StepRecord run(TransactionCode<C> code, C lent, AtomicBoolean hasRun) throws Exception {
    StepRecord step = code.run(lent);
    way.meetHere(Point.IN_TRANSACTION);
    hasRun.set(true);
    return step;
  }
}
