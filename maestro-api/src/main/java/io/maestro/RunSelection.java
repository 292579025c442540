package io.maestro;

import io.maestro.run.Page;
import io.maestro.run.RunInfo;
import java.util.concurrent.CompletableFuture;

/** The runs that a query wants. Asks the store at each call. Thread-safe. */
public interface RunSelection {
  /** Lists one page of them, by id. */
  CompletableFuture<Page<RunInfo>> list();

  /** Counts all of them, whatever the query's page. */
  CompletableFuture<Long> count();

  /**
   * Deletes those of them that have ended, at most a page at once; live runs are left alone.
   *
   * @return how many were deleted
   */
  CompletableFuture<Integer> delete();
}
