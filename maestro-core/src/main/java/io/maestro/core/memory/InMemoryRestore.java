package io.maestro.core.memory;

import io.maestro.run.RunId;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A restore that gathers its items and puts them in place at the commit. */
final class InMemoryRestore implements StoreRestore {
  private final InMemoryContents contents;
  private final Target target;
  private final Map<DocumentKey, Document> documents = new LinkedHashMap<>();
  private final Map<RunId, StoreItem.OfRun> runs = new LinkedHashMap<>();
  private boolean ended;

  InMemoryRestore(InMemoryContents contents, Target target) {
    this.contents = contents;
    this.target = target;
  }

  @Override
  public void add(StoreItem item) {
    checkNotEnded();
    boolean twice =
        item instanceof StoreItem.OfDocument document
            ? documents.putIfAbsent(document.document().key(), document.document()) != null
            : item instanceof StoreItem.OfRun run && runs.putIfAbsent(run.run().id(), run) != null;
    if (twice) {
      throw new StoreException("an item is there twice: " + item, null);
    }
  }

  @Override
  public void commit() {
    checkNotEnded();
    contents.replace(target, List.copyOf(documents.values()), List.copyOf(runs.values()));
    ended = true;
  }

  @Override
  public void close() {
    ended = true;
  }

  private void checkNotEnded() {
    if (ended) {
      throw new StoreException("the restore has ended; begin another one", null);
    }
  }
}
