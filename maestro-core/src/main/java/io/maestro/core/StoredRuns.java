package io.maestro.core;

import io.maestro.RunSelection;
import io.maestro.core.engine.Engine;
import io.maestro.run.Page;
import io.maestro.run.RunInfo;
import io.maestro.run.RunQuery;
import io.maestro.store.RunRecord;
import io.maestro.store.StateStore;
import java.util.concurrent.CompletableFuture;

/** The runs of a store that a query wants. */
record StoredRuns(StateStore store, RunQuery query, Engine engine) implements RunSelection {
  @Override
  public CompletableFuture<Page<RunInfo>> list() {
    return engine.handOut(
        Calls.of(() -> store.runs().query(query))
            .thenApply(
                page ->
                    new Page<>(page.items().stream().map(RunRecord::info).toList(), page.more())));
  }

  @Override
  public CompletableFuture<Long> count() {
    return engine.handOut(Calls.of(() -> store.runs().count(query)));
  }

  @Override
  public CompletableFuture<Integer> delete() {
    return engine.handOut(Calls.of(() -> store.runs().purge(query)));
  }
}
