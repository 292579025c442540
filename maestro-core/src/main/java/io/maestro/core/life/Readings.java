package io.maestro.core.life;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.execution.Reported;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.strategy.StrategyRef;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * What executions report: the latest reading of each version and mode, and how far each execution
 * that still lasts is. Thread-safe.
 */
public final class Readings {
  private static final TypeToken<Reading> READING = TypeToken.of(Reading.class);
  private static final TypeToken<Reported> REPORTED = TypeToken.of(Reported.class);

  private final DocumentStore documents;
  private final Codec codec;

  /** Makes the readings over a store's documents. */
  public Readings(DocumentStore documents, Codec codec) {
    this.documents = documents;
    this.codec = codec;
  }

  /** Returns what an execution last reported of a version, or empty if none has. */
  public CompletableFuture<Optional<Reading>> latest(StrategyRef strategy, Mode mode) {
    return documents
        .read(key(strategy, mode))
        .thenApply(found -> found.map(document -> document.value(READING, codec)))
        .toCompletableFuture();
  }

  /** Returns what an execution has reported so far, or empty if it has not. */
  CompletableFuture<Optional<Reported>> of(String kind, String execution) {
    return documents
        .read(key(kind, execution))
        .thenApply(found -> found.map(this::reported))
        .toCompletableFuture();
  }

  /**
   * Changes what is kept of an execution, and makes what it reported last the latest reading.
   *
   * @param next makes it from what was there; called again if another change came between
   * @return what is kept now
   */
  CompletableFuture<Reported> change(String kind, String execution, UnaryOperator<Reported> next) {
    DocumentKey key = key(kind, execution);
    return documents
        .read(key)
        .toCompletableFuture()
        .thenCompose(
            found -> {
              Reported before = found.map(this::reported).orElseGet(Reported::nothing);
              Reported after = next.apply(before);
              long version = found.map(Document::version).orElse(DocumentStore.ABSENT);
              return put(before, after)
                  .thenCompose(
                      put ->
                          documents.write(
                              key, version, Payload.of(after, REPORTED).asStored(codec)))
                  .thenApply(written -> after)
                  .exceptionallyCompose(
                      failure -> again(failure, () -> change(kind, execution, next)));
            });
  }

  private CompletableFuture<Long> put(Reported before, Reported after) {
    return after.reading().isEmpty() || after.reading().equals(before.reading())
        ? CompletableFuture.completedFuture(DocumentStore.ABSENT)
        : put(after.reading().get());
  }

  private CompletableFuture<Long> put(Reading reading) {
    DocumentKey key = key(reading.strategy(), reading.mode());
    return documents
        .read(key)
        .toCompletableFuture()
        .thenCompose(
            found -> {
              if (found.filter(there -> isLater(there, reading)).isPresent()) {
                return CompletableFuture.completedFuture(found.get().version());
              }
              long version = found.map(Document::version).orElse(DocumentStore.ABSENT);
              return documents
                  .write(key, version, Payload.of(reading, READING).asStored(codec))
                  .toCompletableFuture()
                  .exceptionallyCompose(failure -> again(failure, () -> put(reading)));
            });
  }

  /** Returns whether the same run has reported more in the meantime. */
  private boolean isLater(Document there, Reading reading) {
    Reading found = there.value(READING, codec);
    return found.run().equals(reading.run()) && found.number() > reading.number();
  }

  private static <T> CompletableFuture<T> again(
      Throwable failure, java.util.function.Supplier<CompletableFuture<T>> operation) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof VersionConflictException // somebody else has written between
        ? operation.get()
        : CompletableFuture.failedFuture(cause == null ? failure : cause);
  }

  /** Forgets what an execution that is over has reported; its reading stays. */
  CompletableFuture<Void> forget(String kind, String execution) {
    DocumentKey key = key(kind, execution);
    return documents
        .read(key)
        .toCompletableFuture()
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : documents.delete(key, found.get().version()));
  }

  private Reported reported(Document document) {
    return document.value(REPORTED, codec);
  }

  private static DocumentKey key(String kind, String execution) {
    return new DocumentKey("executions/" + kind, execution);
  }

  private static DocumentKey key(StrategyRef strategy, Mode mode) {
    return new DocumentKey(
        "readings/" + StrategyKey.of(strategy.kind(), strategy.name()),
        String.format(Locale.ROOT, "%010d.%s", strategy.version(), mode));
  }
}
