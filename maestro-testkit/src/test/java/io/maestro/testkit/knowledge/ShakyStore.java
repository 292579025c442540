package io.maestro.testkit.knowledge;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.VersionConflictException;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A store whose documents of knowledge are slow or away when the test says so. */
final class ShakyStore implements StateStoreFactory {
  private final StateStoreFactory real = InMemoryStateStore.retained();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Duration latency = Duration.ZERO;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean throwing;
  private volatile boolean contended;

  /** Lets the next calls fail; {@code Integer.MAX_VALUE} for all. */
  void failNext(int times) {
    failures.set(times);
  }

  /** Lets failures be thrown by the call instead of coming from its stage. */
  void throwFailures() {
    throwing = true;
  }

  /** Lets every call take so long. */
  void takes(Duration each) {
    latency = each;
  }

  /** Lets every write lose against another writer. */
  void contended() {
    contended = true;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public StateStore open(StoreContext context) {
    StateStore store = real.open(context);
    return new StateStore() {
      @Override
      public DocumentStore documents() {
        return new Shaky(store.documents(), context.time());
      }

      @Override
      public RunStore runs() {
        return store.runs();
      }

      @Override
      public Codec defaultCodec() {
        return store.defaultCodec();
      }

      @Override
      public Optional<Duration> pollEvery() {
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
        store.close();
      }
    };
  }

  private final class Shaky implements DocumentStore {
    private final DocumentStore documents;
    private final TimeSource time;

    Shaky(DocumentStore documents, TimeSource time) {
      this.documents = documents;
      this.time = time;
    }

    private <T> CompletionStage<T> call(String collection, Supplier<CompletionStage<T>> operation) {
      if (!collection.startsWith("knowledge/")) {
        return operation.get();
      }
      calls.incrementAndGet();
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return refuse();
      }
      if (latency.isZero()) {
        return operation.get();
      }
      CompletableFuture<T> later = new CompletableFuture<>();
      time.schedule(latency, () -> pass(operation.get(), later), "a slow store");
      return later;
    }

    private <T> CompletionStage<T> refuse() {
      StoreException away = new StoreException("the store is away; try again later", null);
      if (throwing) {
        throw away;
      }
      return CompletableFuture.failedFuture(away);
    }

    private static <T> void pass(CompletionStage<T> from, CompletableFuture<T> into) {
      from.whenComplete(
          (value, failure) -> {
            if (failure == null) {
              into.complete(value);
            } else {
              into.completeExceptionally(failure);
            }
          });
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return call(key.collection(), () -> documents.read(key));
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      return call(
          key.collection(),
          () ->
              contended
                  ? CompletableFuture.failedFuture(
                      new VersionConflictException(key, expected, expected + 1))
                  : documents.write(key, expected, content));
    }

    @Override
    public CompletionStage<Void> delete(DocumentKey key, long expected) {
      return call(key.collection(), () -> documents.delete(key, expected));
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      return call(collection, () -> documents.list(collection, after, limit));
    }
  }
}
