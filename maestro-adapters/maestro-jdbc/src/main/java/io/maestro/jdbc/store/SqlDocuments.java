package io.maestro.jdbc.store;

import io.maestro.codec.Payload;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.table.Documents;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** The facet of documents. */
public final class SqlDocuments implements DocumentStore {
  private final Documents documents;
  private final Desk desk;

  /** Creates the facet. */
  public SqlDocuments(Documents documents, Desk desk) {
    this.documents = documents;
    this.desk = desk;
  }

  @Override
  public CompletionStage<Optional<Document>> read(DocumentKey key) {
    return desk.read(
        new Work<>("the reading of document " + key, session -> documents.read(session, key)));
  }

  @Override
  public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
    documents.prepare(content);
    String token = UUID.randomUUID().toString();
    return desk.change(
        new Work<>(
            "the writing of document " + key,
            tx -> documents.write(tx, key, expected, content, token)));
  }

  @Override
  public CompletionStage<Void> delete(DocumentKey key, long expected) {
    if (expected == ABSENT) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("only a version that is there can be deleted"));
    }
    AtomicInteger attempts = new AtomicInteger();
    return desk.change(
        new Work<>(
            "the deleting of document " + key,
            tx -> {
              documents.delete(tx, key, expected, attempts.getAndIncrement() > 0);
              return null;
            }));
  }

  @Override
  public CompletionStage<Page<Document>> list(
      String collection, Optional<String> after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1,000: " + limit);
    }
    return desk.read(
        new Work<>(
            "the listing of collection " + collection,
            session -> documents.list(session, collection, after, limit)));
  }
}
