package io.maestro.testkit.engine;

import io.maestro.codec.Codec;
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
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One node's way to a store: it can be cut off, as at a crash, be slow, or fail for a while. */
public final class Node implements StateStoreFactory {
  private final StateStoreFactory shared;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Predicate<RunWrite> failing = write -> false;
  private volatile CompletableFuture<Void> writable = CompletableFuture.completedFuture(null);
  private volatile boolean deaf;
  private volatile boolean idle;
  private volatile Optional<StoreException> claimFailure = Optional.empty();
  private volatile Optional<StateStore> opened = Optional.empty();
  private final AtomicInteger renewals = new AtomicInteger();
  private final AtomicInteger closings = new AtomicInteger();
  private volatile boolean startFails;
  private volatile boolean slow;
  private volatile boolean dead;

  private Node(StateStoreFactory shared) {
    this.shared = shared;
  }

  public static Node of(StateStoreFactory shared) {
    return new Node(shared);
  }

  /** Lets everything complete later, on another thread. */
  public Node slow() {
    slow = true;
    return this;
  }

  /** The machine is gone: nothing that this node asks of the store happens or is answered. */
  public void crash() {
    dead = true;
  }

  /** Lets the next writes fail that are chosen. */
  void failWrites(int times, Predicate<RunWrite> chosen) {
    failures.set(times);
    failing = chosen;
  }

  /** Lets no write happen before a future is done. */
  void holdWrites(CompletableFuture<Void> until) {
    writable = until;
  }

  /** Lets it find no runs to claim. */
  void claimNothing() {
    idle = true;
  }

  /** Lets every look for runs fail. */
  void failClaims(StoreException failure) {
    claimFailure = Optional.of(failure);
  }

  /** Lets renewals get lost, or no longer. */
  void deaf(boolean isDeaf) {
    deaf = isDeaf;
  }

  /** Lets the start of a maestro fail after it has opened the store. */
  void failStart() {
    startFails = true;
  }

  int renewals() {
    return renewals.get();
  }

  int closings() {
    return closings.get();
  }

  /** Returns the shared store, past this node. */
  RunStore direct() {
    return opened.orElseThrow().runs();
  }

  @Override
  public StateStore open(StoreContext context) {
    StateStore store = shared.open(context);
    opened = Optional.of(shared.open(context)); // stays open
    return new Store(this, store, context.executor());
  }

  private <T> CompletionStage<T> call(Executor executor, Supplier<CompletionStage<T>> operation) {
    if (dead) {
      return new CompletableFuture<>();
    }
    CompletionStage<T> done = operation.get();
    return slow ? done.thenApplyAsync(Function.identity(), executor) : done;
  }

  private boolean fails(RunWrite write) {
    return failing.test(write) && failures.getAndDecrement() > 0;
  }

  private record Store(Node node, StateStore store, Executor executor) implements StateStore {
    @Override
    public DocumentStore documents() {
      return store.documents();
    }

    @Override
    public RunStore runs() {
      return new Runs(node, store.runs(), executor);
    }

    @Override
    public Codec defaultCodec() {
      return store.defaultCodec();
    }

    @Override
    public Optional<Duration> pollEvery() {
      if (node.startFails) {
        throw new IllegalStateException("the start fails");
      }
      return store.pollEvery();
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
      node.closings.incrementAndGet();
      store.close();
    }
  }

  private record Runs(Node node, RunStore runs, Executor executor) implements RunStore {
    @Override
    public CompletionStage<Void> write(RunWrite write) {
      return node.call(
          executor,
          () ->
              node.fails(write)
                  ? CompletableFuture.failedFuture(new StoreException("the disk is full", null))
                  : node.writable.thenCompose(done -> runs.write(write)));
    }

    @Override
    public CompletionStage<Creation> create(NewRun run) {
      return node.call(executor, () -> runs.create(run));
    }

    @Override
    public CompletionStage<Claims> claim(ClaimRequest request) {
      if (node.claimFailure.isPresent()) {
        return CompletableFuture.failedFuture(node.claimFailure.get());
      }
      return node.idle
          ? CompletableFuture.completedFuture(new Claims(List.of(), Optional.empty()))
          : node.call(executor, () -> runs.claim(request));
    }

    @Override
    public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
      node.renewals.incrementAndGet();
      return node.deaf
          ? CompletableFuture.completedFuture(Renewal.allKept())
          : node.call(executor, () -> runs.renew(held, leaseFor));
    }

    @Override
    public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
      return node.call(executor, () -> runs.deliver(to, letter));
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
