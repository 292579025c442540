package io.maestro.testkit.tck.broken;

import io.maestro.codec.Payload;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Documents that are as another store's, but for what is overridden. */
class PassingDocuments implements DocumentStore {
  private final Supplier<DocumentStore> documents;

  PassingDocuments(Supplier<DocumentStore> documents) {
    this.documents = documents;
  }

  @Override
  public CompletionStage<Optional<Document>> read(DocumentKey key) {
    return documents.get().read(key);
  }

  @Override
  public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
    return documents.get().write(key, expected, content);
  }

  @Override
  public CompletionStage<Void> delete(DocumentKey key, long expected) {
    return documents.get().delete(key, expected);
  }

  @Override
  public CompletionStage<Page<Document>> list(
      String collection, Optional<String> after, int limit) {
    return documents.get().list(collection, after, limit);
  }
}
