package io.maestro.core.memory;

import io.maestro.store.Document;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What an in-memory store holds.
 *
 * <p>Each operation holds the shared lock; an export and a restore hold the exclusive one for the
 * moment in which they copy references, which is what makes them one moment's.
 */
final class InMemoryContents {
  private final ReadWriteLock moment = new ReentrantReadWriteLock();
  private final InMemoryDocuments documents = new InMemoryDocuments(moment.readLock());
  private final InMemoryRuns runs;

  InMemoryContents(StoreContext context) {
    this.runs = new InMemoryRuns(moment.readLock(), context.time(), context.finishedRetention());
  }

  InMemoryDocuments documents() {
    return documents;
  }

  InMemoryRuns runs() {
    return runs;
  }

  StoreExport export() {
    List<StoreItem> items = new ArrayList<>();
    moment.writeLock().lock();
    try {
      documents.forEach(document -> items.add(new StoreItem.OfDocument(document)));
      runs.forEach(items::add);
    } finally {
      moment.writeLock().unlock();
    }
    return new ListExport(items.iterator());
  }

  void replace(
      StoreRestore.Target target, List<Document> newDocuments, List<StoreItem.OfRun> newRuns) {
    moment.writeLock().lock();
    try {
      if (target == StoreRestore.Target.MUST_BE_EMPTY && !(documents.isEmpty() && runs.isEmpty())) {
        throw new StoreException(
            "the store is not empty; restore into an empty one or choose REPLACE", null);
      }
      documents.replace(newDocuments);
      runs.replace(newRuns);
    } finally {
      moment.writeLock().unlock();
    }
  }

  private record ListExport(Iterator<StoreItem> items) implements StoreExport {
    @Override
    public Optional<StoreItem> next() {
      return items.hasNext() ? Optional.of(items.next()) : Optional.empty();
    }

    @Override
    public void close() {
      // Holds nothing but references.
    }
  }
}
