package io.maestro.core.state;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.core.engine.Engine;
import io.maestro.error.ClosedException;
import io.maestro.run.Watch;
import io.maestro.state.StateContendedException;
import io.maestro.state.StateKey;
import io.maestro.state.StateManager;
import io.maestro.state.SyncReport;
import io.maestro.state.Versioned;
import io.maestro.store.Document;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.time.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Component state in a store's documents, one document for each state. Thread-safe. */
public final class StoredStates implements StateManager, AutoCloseable {
  private final DocumentStore documents;
  private final Engine engine;
  private final TimeSource time;
  private final Values values;
  private final Memory memory = new Memory();
  private volatile boolean closed;

  /** Makes the states of a maestro. */
  public StoredStates(DocumentStore documents, Codec codec, TimeSource time, Engine engine) {
    this.documents = documents;
    this.engine = engine;
    this.time = time;
    this.values = new Values(codec);
  }

  @Override
  public <T> CompletableFuture<Optional<Versioned<T>>> get(StateKey<T> key) {
    requireNonNull(key, "key");
    return answer(
        () -> read(key).thenApply(found -> found.map(document -> versioned(key, document))));
  }

  @Override
  public <T> CompletableFuture<Versioned<T>> update(StateKey<T> key, long expected, T value) {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    if (expected < ABSENT) {
      throw new IllegalArgumentException("an expected version is 0 or more: " + expected);
    }
    return answer(
        () -> {
          memory
              .find(key)
              .filter(known -> known.version == expected)
              .flatMap(Known::content)
              .ifPresent(content -> values.of(key, content)); // refuses another type
          return write(key, expected, value);
        });
  }

  @Override
  public <T> CompletableFuture<Versioned<T>> update(
      StateKey<T> key, Function<? super Optional<T>, ? extends T> change) {
    requireNonNull(key, "key");
    requireNonNull(change, "change");
    return answer(() -> attempt(key, change, 1));
  }

  private <T> CompletableFuture<Versioned<T>> attempt(
      StateKey<T> key, Function<? super Optional<T>, ? extends T> change, int number) {
    return read(key)
        .thenApplyAsync(found -> new Change<>(found, changed(key, found, change)), engine::execute)
        .thenCompose(next -> write(key, Known.versionOf(next.from()), next.to()))
        .exceptionallyCompose(
            failure -> {
              Throwable cause = unwrapped(failure);
              if (!(cause instanceof VersionConflictException)) {
                return CompletableFuture.failedFuture(cause);
              }
              return number < MAX_ATTEMPTS
                  ? attempt(key, change, number + 1)
                  : CompletableFuture.failedFuture(new StateContendedException(key, number, cause));
            });
  }

  private record Change<T>(Optional<Document> from, T to) {}

  private <T> T changed(
      StateKey<T> key,
      Optional<Document> found,
      Function<? super Optional<T>, ? extends T> change) {
    T next = change.apply(found.map(document -> values.of(key, document.content())));
    return requireNonNull(next, () -> "the change of state " + key + " is null; delete it instead");
  }

  private <T> CompletableFuture<Versioned<T>> write(StateKey<T> key, long expected, T value) {
    Payload content =
        engine.payload(Values.checked(key, value), key.type(), "the value of state " + key);
    long asked = memory.ask();
    return ask(() -> documents.write(Memory.place(key), expected, content))
        .thenApply(
            version -> {
              Document written = new Document(Memory.place(key), version, content);
              askAgainUnless(memory.learned(key, asked, Optional.of(written)), key);
              return new Versioned<>(value, version);
            })
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(key, failure)));
  }

  /** Who changes a state knows nothing of the document that it is kept in. */
  private static Throwable named(StateKey<?> key, Throwable failure) {
    return unwrapped(failure) instanceof VersionConflictException conflict
        ? new VersionConflictException(
            "state %s of component %s".formatted(key.name(), key.component()), conflict)
        : failure;
  }

  /** What was done and what was learned meanwhile can't be put in order: the store can. */
  private void askAgainUnless(boolean isLearned, StateKey<?> key) {
    if (!isLearned && !closed) {
      var unused = read(key); // a store that is away now is asked by the next sync
    }
  }

  @Override
  public CompletableFuture<Void> delete(StateKey<?> key, long expected) {
    requireNonNull(key, "key");
    if (expected <= ABSENT) {
      throw new IllegalArgumentException("a version to delete is 1 or more: " + expected);
    }
    return answer(
        () -> {
          long asked = memory.ask();
          return ask(() -> documents.delete(Memory.place(key), expected))
              .thenAccept(done -> askAgainUnless(memory.deleted(key, asked, expected), key))
              .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(key, failure)));
        });
  }

  @Override
  public <T> Watch watch(StateKey<T> key, Consumer<? super Optional<Versioned<T>>> watcher) {
    requireNonNull(key, "key");
    requireNonNull(watcher, "watcher");
    if (closed) {
      throw closed();
    }
    Watcher<T> added = new Watcher<>(key, watcher, values, memory, engine);
    memory.add(added);
    return added;
  }

  @Override
  public CompletableFuture<SyncReport> sync() {
    return answer(() -> new Sync(memory, this::probe, values, engine, time).run());
  }

  private CompletableFuture<Optional<Document>> probe(Known known) {
    return ask(() -> documents.read(Memory.place(known.key)));
  }

  private CompletableFuture<Optional<Document>> read(StateKey<?> key) {
    long asked = memory.ask();
    return ask(() -> documents.read(Memory.place(key)))
        .thenApply(
            found -> {
              memory.learned(key, asked, found);
              return found;
            });
  }

  private <T> Versioned<T> versioned(StateKey<T> key, Document document) {
    return new Versioned<>(values.of(key, document.content()), document.version());
  }

  /** Calls the store, which may refuse by throwing as well as by a failed stage. */
  private static <T> CompletableFuture<T> ask(Supplier<CompletionStage<T>> call) {
    try {
      return call.get().toCompletableFuture();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> call) {
    if (closed) {
      return CompletableFuture.failedFuture(closed());
    }
    return engine.handOut(
        ask(call::get)
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(closed ? closed() : unwrapped(failure))));
  }

  private static ClosedException closed() {
    return new ClosedException("the maestro");
  }

  static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Refuses everything from now on; the store is closed by who opened it. */
  @Override
  public void close() {
    closed = true;
  }
}
