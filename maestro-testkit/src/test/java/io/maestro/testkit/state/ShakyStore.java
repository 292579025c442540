package io.maestro.testkit.state;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.run.Page;
import io.maestro.state.StateKey;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A store shared by maestros, whose documents others change, and whose answers fail or hang. */
final class ShakyStore implements StateStoreFactory {
  private final StateStoreFactory retained = InMemoryStateStore.retained();
  private final Set<DocumentKey> failing = ConcurrentHashMap.newKeySet();
  private volatile boolean allFail;
  private volatile boolean hangs;
  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private volatile DocumentStore documents;

  private static DocumentKey place(StateKey<?> key) {
    return new DocumentKey("state/" + key.component(), key.name());
  }

  private Optional<Document> read(StateKey<?> key) {
    return documents.read(place(key)).toCompletableFuture().join();
  }

  <T> void overwrite(StateKey<T> key, T value) {
    write(key, Payload.of(value, key.type()));
  }

  private void write(StateKey<?> key, Payload content) {
    long version = read(key).map(Document::version).orElse(DocumentStore.ABSENT);
    documents.write(place(key), version, content).toCompletableFuture().join();
  }

  void drop(StateKey<?> key) {
    read(key)
        .ifPresent(
            found -> documents.delete(place(key), found.version()).toCompletableFuture().join());
  }

  /** Puts a state back as the bytes that a codec makes of it, as its first version. */
  void keepBytes(StateKey<?> key, Codec codec) {
    Payload content = read(key).orElseThrow().content();
    drop(key);
    write(key, Payload.of(content.encoded(codec)));
  }

  void failFor(StateKey<?> key) {
    failing.add(place(key));
  }

  void failForAll() {
    allFail = true;
  }

  void failForNone() {
    allFail = false;
    failing.clear();
  }

  /** Holds back the answers to what is asked from now on. */
  void hang() {
    hangs = true;
    gate = new CompletableFuture<>();
  }

  /** Answers at once again; what hangs goes on hanging. */
  void hangNoMore() {
    hangs = false;
  }

  void goOn() {
    hangs = false;
    gate.complete(null);
  }

  private <T> CompletionStage<T> answer(DocumentKey key, Supplier<CompletionStage<T>> call) {
    if (allFail || failing.contains(key)) {
      return CompletableFuture.failedFuture(new StoreException("the store is away", null));
    }
    CompletionStage<T> answer = call.get();
    return hangs ? gate.thenCompose(open -> answer) : answer;
  }

  @Override
  public StateStore open(StoreContext context) {
    StateStore inner = retained.open(context);
    documents = inner.documents();
    return new Shaky(inner);
  }

  private final class Shaky implements StateStore, DocumentStore {
    private final StateStore inner;

    Shaky(StateStore inner) {
      this.inner = inner;
    }

    @Override
    public DocumentStore documents() {
      return this;
    }

    @Override
    public RunStore runs() {
      return inner.runs();
    }

    @Override
    public Codec defaultCodec() {
      return inner.defaultCodec();
    }

    @Override
    public StoreExport export() {
      return inner.export();
    }

    @Override
    public StoreRestore restore(StoreRestore.Target target) {
      return inner.restore(target);
    }

    @Override
    public void close() {
      inner.close();
    }

    @Override
    public CompletionStage<Optional<Document>> read(DocumentKey key) {
      return answer(key, () -> inner.documents().read(key));
    }

    @Override
    public CompletionStage<Long> write(DocumentKey key, long expected, Payload content) {
      return answer(key, () -> inner.documents().write(key, expected, content));
    }

    @Override
    public CompletionStage<Void> delete(DocumentKey key, long expected) {
      return answer(key, () -> inner.documents().delete(key, expected));
    }

    @Override
    public CompletionStage<Page<Document>> list(
        String collection, Optional<String> after, int limit) {
      return inner.documents().list(collection, after, limit);
    }
  }
}
