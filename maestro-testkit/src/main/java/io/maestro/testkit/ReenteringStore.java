package io.maestro.testkit;

import io.maestro.codec.Codec;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.DocumentStore;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * An in-memory store whose writes are confirmed a moment later, so that a run on a pool of threads
 * is left at every recorded step and entered again from the top.
 *
 * @param store where things are kept
 * @param later where the confirmations come from
 */
record ReenteringStore(StateStore store, Executor later) implements StateStore {
  static StateStoreFactory factory() {
    StateStoreFactory memory = InMemoryStateStore.factory();
    return context -> new ReenteringStore(memory.open(context), context.executor());
  }

  @Override
  public DocumentStore documents() {
    return store.documents();
  }

  @Override
  public RunStore runs() {
    return new Runs(store.runs(), later);
  }

  @Override
  public Codec defaultCodec() {
    return store.defaultCodec();
  }

  @Override
  public StoreExport export() {
    return store.export();
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    return store.restore(target);
  }

  @Override
  public void close() {
    store.close();
  }

  private record Runs(RunStore runs, Executor later) implements RunStore {
    @Override
    public CompletionStage<Void> write(RunWrite write) {
      return runs.write(write).thenApplyAsync(Function.identity(), later);
    }

    @Override
    public CompletionStage<Creation> create(NewRun run) {
      return runs.create(run);
    }

    @Override
    public CompletionStage<Claims> claim(ClaimRequest request) {
      return runs.claim(request);
    }

    @Override
    public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
      return runs.renew(held, leaseFor);
    }

    @Override
    public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
      return runs.deliver(to, letter);
    }

    @Override
    public CompletionStage<Optional<RunRecord>> find(RunId run) {
      return runs.find(run);
    }

    @Override
    public CompletionStage<List<StepRecord>> journal(RunId run) {
      return runs.journal(run);
    }

    @Override
    public CompletionStage<Page<RunRecord>> query(RunQuery query) {
      return runs.query(query);
    }

    @Override
    public CompletionStage<Long> count(RunQuery query) {
      return runs.count(query);
    }

    @Override
    public CompletionStage<Integer> purge(RunQuery query) {
      return runs.purge(query);
    }
  }
}
