package io.maestro.testkit.fault;

import io.maestro.codec.Payload;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Documents on whose way things go wrong. */
record FaultyDocuments(DocumentStore documents, Way way) implements DocumentStore {
  @Override
  public CompletionStage<Optional<Document>> read(DocumentKey key) {
    return way.read(() -> documents.read(key));
  }

  @Override
  public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
    return way.change(
        Operation.DOCUMENT, () -> documents.write(key, expected, content), version -> {});
  }

  @Override
  public CompletionStage<Void> delete(DocumentKey key, long expected) {
    return way.change(Operation.DOCUMENT, () -> documents.delete(key, expected), done -> {});
  }

  @Override
  public CompletionStage<Page<Document>> list(
      String collection, Optional<String> after, int limit) {
    return way.read(() -> documents.list(collection, after, limit));
  }
}
