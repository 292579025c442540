package io.maestro.core.engine;

import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StepRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A store whose refusals are failed stages even if it throws them, so that none of them ends up in
 * the code of a flow.
 */
record GuardedRuns(RunStore runs) implements RunStore {
  private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return guarded(() -> runs.create(run));
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return guarded(() -> runs.claim(request));
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return guarded(() -> runs.renew(held, leaseFor));
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    return guarded(() -> runs.write(write));
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return guarded(() -> runs.deliver(to, letter));
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return guarded(() -> runs.find(run));
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return guarded(() -> runs.journal(run));
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return guarded(() -> runs.query(query));
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return guarded(() -> runs.count(query));
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return guarded(() -> runs.purge(query));
  }
}
