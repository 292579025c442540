package io.maestro.core;

import io.maestro.RunSelection;
import io.maestro.core.engine.Engine;
import io.maestro.run.Page;
import io.maestro.run.RunInfo;
import io.maestro.run.RunQuery;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import java.util.concurrent.CompletableFuture;

/** The runs of a store that a query wants. */
record StoredRuns(RunStore runs, RunQuery query, Engine engine) implements RunSelection {
  @Override
  public CompletableFuture<Page<RunInfo>> list() {
    return engine.handOut(
        Calls.of(() -> runs.query(query))
            .thenApply(
                page ->
                    new Page<>(page.items().stream().map(RunRecord::info).toList(), page.more())));
  }

  @Override
  public CompletableFuture<Long> count() {
    return engine.handOut(Calls.of(() -> runs.count(query)));
  }

  @Override
  public CompletableFuture<Integer> delete() {
    return engine.handOut(Calls.of(() -> runs.purge(query)));
  }
}
