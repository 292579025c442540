package io.maestro.testkit.engine;

import io.maestro.codec.Codec;
import io.maestro.store.DocumentStore;
import io.maestro.store.Lease;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An in-memory store with a book that transactions write to; commits can fail, replies get lost.
 */
final class BookStore implements StateStoreFactory {
  private final StateStoreFactory memory;
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final AtomicInteger lostReplies = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  BookStore(StateStoreFactory memory) {
    this.memory = memory;
  }

  List<String> written() {
    return written;
  }

  void loseReplies(int times) {
    lostReplies.set(times);
  }

  void failCommits(int times) {
    failures.set(times);
  }

  @Override
  public StateStore open(StoreContext context) {
    return new Store(this, memory.open(context));
  }

  private record Store(BookStore books, StateStore store) implements StateStore {
    @Override
    public DocumentStore documents() {
      return store.documents();
    }

    @Override
    public RunStore runs() {
      return store.runs();
    }

    @Override
    public Codec defaultCodec() {
      return store.defaultCodec();
    }

    @Override
    public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
      return resource == Book.class
          ? Optional.of((lease, path, code) -> books.record(store, lease, path, asBook(code)))
          : Optional.empty();
    }

    @SuppressWarnings("unchecked") // asked for only if C is Book
    private static StoreTransactions.TransactionCode<Book> asBook(
        StoreTransactions.TransactionCode<?> code) {
      return (StoreTransactions.TransactionCode<Book>) code;
    }

    @Override
    public StoreExport export() {
      return store.export();
    }

    @Override
    public StoreRestore restore(StoreRestore.Target target) {
      return store.restore(target);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private StepRecord record(
      StateStore store, Lease lease, String path, StoreTransactions.TransactionCode<Book> code)
      throws Exception {
    Optional<StepRecord> known =
        store.runs().journal(lease.run()).toCompletableFuture().join().stream()
            .filter(step -> step.path().equals(path) && step.state().isFinal())
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    List<String> lines = new ArrayList<>();
    StepRecord done = code.run(lines::add);
    if (failures.getAndDecrement() > 0) {
      throw new StoreException("the commit failed", null);
    }
    store.runs().write(RunWrite.step(lease, done)).toCompletableFuture().join();
    written.addAll(lines);
    if (lostReplies.getAndDecrement() > 0) {
      throw new StoreException("the connection was lost after the commit was sent", null);
    }
    return done;
  }
}
