package io.maestro.store;

import io.maestro.codec.Payload;
import io.maestro.run.Page;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Versioned documents with compare-and-set; see {@link StateStore} for the rules of all facets. */
public interface DocumentStore {
  /** The expected version that stands for "there must be none yet". */
  long ABSENT = 0;

  /** Returns a document, or empty if there is none. */
  CompletionStage<Optional<Document>> read(DocumentKey key);

  /**
   * Writes a document if its version is the expected one.
   *
   * @param expected the version to replace, {@link #ABSENT} to create
   * @return the new version; fails with {@link VersionConflictException} if another one is there
   */
  CompletionStage<Long> write(DocumentKey key, long expected, Payload content);

  /**
   * Deletes a document if its version is the expected one.
   *
   * @return fails with {@link VersionConflictException} if another one, or none, is there
   */
  CompletionStage<Void> delete(DocumentKey key, long expected);

  /**
   * Lists a collection by id.
   *
   * @param after the id after which the page starts, or empty for the first page
   * @param limit 1 to 1,000
   */
  CompletionStage<Page<Document>> list(String collection, Optional<String> after, int limit);
}
