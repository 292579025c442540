package io.maestro.testkit.tck;

import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreException;
import io.maestro.store.StoreTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lines that transactions write beside a store in memory. */
class Ledger {
  private final List<String> written = new CopyOnWriteArrayList<>();

  /** The part of the ledger that is a transaction's own until it is committed. */
  static final class Page {
    private final List<String> lines = new ArrayList<>();

    void write(String line) {
      lines.add(line);
    }
  }

  List<String> written() {
    return written;
  }

  void commit(Page page) {
    written.addAll(page.lines);
  }

  StateStore beside(StateStore store) {
    return new WithTransactions(store, this);
  }

  private static final class WithTransactions extends Passing {
    private final Ledger ledger;

    WithTransactions(StateStore store, Ledger ledger) {
      super(store);
      this.ledger = ledger;
    }

    @Override
    public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
      return resource == Page.class
          ? Optional.of((lease, path, code) -> ledger.record(this, lease, path, onPage(code)))
          : Optional.empty();
    }

    @SuppressWarnings("unchecked") // asked for only if C is Page
    private static StoreTransactions.TransactionCode<Page> onPage(
        StoreTransactions.TransactionCode<?> code) {
      return (StoreTransactions.TransactionCode<Page>) code;
    }
  }

  StepRecord record(
      StateStore store, Lease lease, String path, StoreTransactions.TransactionCode<Page> code)
      throws Exception {
    Optional<StepRecord> known = finalRecord(store, lease, path);
    if (known.isPresent()) {
      return known.get();
    }
    Page page = new Page();
    StepRecord done = code.run(page);
    try {
      store.runs().write(RunWrite.step(lease, done)).toCompletableFuture().join();
    } catch (CompletionException refused) {
      throw refused.getCause() instanceof StoreException cause ? cause : refused;
    }
    commit(page);
    return done;
  }

  static Optional<StepRecord> finalRecord(StateStore store, Lease lease, String path) {
    return store.runs().journal(lease.run()).toCompletableFuture().join().stream()
        .filter(step -> step.path().equals(path) && step.state().isFinal())
        .findFirst();
  }
}
