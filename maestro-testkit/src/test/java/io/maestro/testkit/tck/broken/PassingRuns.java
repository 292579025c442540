package io.maestro.testkit.tck.broken;

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

/** Runs that are as another store's, but for what is overridden. */
class PassingRuns implements RunStore {
  private final Supplier<RunStore> runs;

  PassingRuns(Supplier<RunStore> runs) {
    this.runs = runs;
  }

  static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return runs.get().create(run);
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return runs.get().claim(request);
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return runs.get().renew(held, leaseFor);
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    return runs.get().write(write);
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return runs.get().deliver(to, letter);
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return runs.get().find(run);
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return runs.get().journal(run);
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return runs.get().query(query);
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return runs.get().count(query);
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return runs.get().purge(query);
  }
}
