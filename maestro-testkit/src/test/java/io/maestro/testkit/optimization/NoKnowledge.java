package io.maestro.testkit.optimization;

import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.Lesson;
import io.maestro.store.StoreException;
import java.util.concurrent.CompletableFuture;

/** A place for knowledge that is away. */
final class NoKnowledge implements KnowledgeStore {
  @Override
  public CompletableFuture<Evidence> record(Lesson lesson) {
    return CompletableFuture.failedFuture(new StoreException("away", null));
  }

  @Override
  public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
    return CompletableFuture.failedFuture(new StoreException("away", null));
  }

  @Override
  public void close() {
    // It is nothing.
  }
}
