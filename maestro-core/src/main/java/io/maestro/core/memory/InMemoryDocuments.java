package io.maestro.core.memory;

import io.maestro.codec.Payload;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Documents in a sorted map; compare-and-set by the map's own atomic compute. */
final class InMemoryDocuments implements DocumentStore {
  private final Lock shared;
  private final NavigableMap<DocumentKey, Document> documents = new ConcurrentSkipListMap<>();

  InMemoryDocuments(Lock shared) {
    this.shared = shared;
  }

  @Override
  public CompletionStage<Optional<Document>> read(DocumentKey key) {
    return Stages.of(shared, () -> Optional.ofNullable(documents.get(key)));
  }

  @Override
  public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
    return replace(key, expected, () -> new Document(key, expected + 1, content))
        .thenApply(written -> expected + 1);
  }

  @Override
  public CompletionStage<Void> delete(DocumentKey key, long expected) {
    if (expected == ABSENT) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("only a version that is there can be deleted"));
    }
    return replace(key, expected, () -> null);
  }

  private CompletionStage<Void> replace(
      DocumentKey key, long expected, Supplier<@Nullable Document> next) {
    return Stages.run(
        shared,
        () ->
            documents.compute(
                key,
                (same, current) -> {
                  long actual = current == null ? ABSENT : current.version();
                  if (actual != expected) {
                    throw new VersionConflictException(key, expected, actual);
                  }
                  return next.get();
                }));
  }

  @Override
  public CompletionStage<Page<Document>> list(
      String collection, Optional<String> after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1,000: " + limit);
    }
    return Stages.of(shared, () -> page(collection, after, limit));
  }

  private Page<Document> page(String collection, Optional<String> after, int limit) {
    List<Document> found =
        documents.values().stream()
            .filter(document -> document.key().collection().equals(collection))
            .filter(d -> after.isEmpty() || d.key().id().compareTo(after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    return new Page<>(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  void forEach(Consumer<Document> action) {
    documents.values().forEach(action);
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  void replace(List<Document> others) {
    documents.clear();
    others.forEach(document -> documents.put(document.key(), document));
  }
}
