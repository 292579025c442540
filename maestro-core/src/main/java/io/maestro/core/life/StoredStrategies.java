package io.maestro.core.life;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The versions of strategies, each a document that is written once. Thread-safe. */
public final class StoredStrategies implements StrategyCatalogue {
  private static final int PAGE = 1_000;
  private static final int MAX_NAME = 80;
  private static final int MAX_KEPT = 64;

  private final DocumentStore documents;
  private final Codec codec;

  /** Makes the catalogue over a store's documents. */
  public StoredStrategies(DocumentStore documents, Codec codec) {
    this.documents = documents;
    this.codec = codec;
  }

  /** Adds the version that a run developed; the same run always gets the same version. */
  <S> CompletableFuture<Strategy<S>> add(NewVersion<S> version) {
    return history(version, 0, History.<S>none())
        .thenCompose(
            history ->
                history
                    .byThisRun()
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> addAfter(history.last(), version)));
  }

  /**
   * What there is already of a strategy: its last version's number, and what a run has made of it.
   */
  private record History<S>(OptionalInt last, Optional<Strategy<S>> byThisRun) {
    static <S> History<S> none() {
      return new History<>(OptionalInt.empty(), Optional.empty());
    }
  }

  private <S> CompletableFuture<History<S>> history(
      NewVersion<S> version, int after, History<S> before) {
    return documents
        .list(collection(version.kind().name(), version.name()), Optional.of(id(after)), PAGE)
        .toCompletableFuture()
        .thenCompose(
            page -> {
              History<S> known = withPage(version, page, before);
              return page.more()
                  ? history(version, known.last().orElseThrow(), known)
                  : CompletableFuture.completedFuture(known);
            });
  }

  private <S> History<S> withPage(NewVersion<S> version, Page<Document> page, History<S> before) {
    if (page.items().isEmpty()) {
      return before;
    }
    Optional<Strategy<S>> byThisRun =
        page.items().stream()
            .map(document -> strategy(document, version.kind().specType()))
            .filter(strategy -> strategy.lineage().run().equals(version.run()))
            .findFirst();
    return new History<>(
        OptionalInt.of(versionOf(page.items().get(page.items().size() - 1))),
        before.byThisRun().or(() -> byThisRun));
  }

  private <S> CompletableFuture<Strategy<S>> addAfter(OptionalInt last, NewVersion<S> version) {
    Strategy<S> next = version.after(last);
    return write(next, version.kind().specType())
        .thenApply(written -> next)
        .exceptionallyCompose(failure -> afterFailure(failure, version));
  }

  private <S> CompletableFuture<Strategy<S>> afterFailure(
      Throwable failure, NewVersion<S> version) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof VersionConflictException // another run took the number: take the next
        ? add(version)
        : CompletableFuture.failedFuture(cause == null ? failure : cause);
  }

  private <S> CompletableFuture<Long> write(Strategy<S> strategy, TypeToken<S> spec) {
    return documents
        .write(
            key(strategy.ref()),
            DocumentStore.ABSENT,
            Payload.of(strategy, typeOf(spec)).asStored(codec))
        .toCompletableFuture();
  }

  @Override
  public <S> CompletableFuture<Optional<Strategy<S>>> find(StrategyRef ref, TypeToken<S> spec) {
    if (ref.name().length() > MAX_NAME) {
      return CompletableFuture.completedFuture(Optional.empty()); // no version is named so
    }
    return documents
        .read(key(ref))
        .thenApply(found -> found.map(document -> strategy(document, spec)))
        .toCompletableFuture();
  }

  @Override
  public <S> CompletableFuture<Optional<Strategy<S>>> latest(
      String kind, String name, TypeToken<S> spec) {
    return latestAfter(kind, name, 0, Optional.empty())
        .thenApply(found -> found.map(document -> strategy(document, spec)));
  }

  private CompletableFuture<Optional<Document>> latestAfter(
      String kind, String name, int version, Optional<Document> best) {
    return documents
        .list(collection(kind, name), Optional.of(id(version)), PAGE)
        .toCompletableFuture()
        .thenCompose(
            page -> {
              Optional<Document> last =
                  page.items().isEmpty()
                      ? best
                      : Optional.of(page.items().get(page.items().size() - 1));
              return page.more()
                  ? latestAfter(kind, name, versionOf(last.orElseThrow()), last)
                  : CompletableFuture.completedFuture(last);
            });
  }

  @Override
  public CompletableFuture<Page<StrategyRef>> list(
      String kind, String name, int afterVersion, int limit) {
    return documents
        .list(collection(kind, name), Optional.of(id(afterVersion)), limit)
        .thenApply(
            page ->
                new Page<>(
                    page.items().stream()
                        .map(document -> new StrategyRef(kind, name, versionOf(document)))
                        .toList(),
                    page.more()))
        .toCompletableFuture();
  }

  private <S> Strategy<S> strategy(Document document, TypeToken<S> spec) {
    return document.value(typeOf(spec), codec);
  }

  private static <S> TypeToken<Strategy<S>> typeOf(TypeToken<S> spec) {
    return TypeToken.parameterized(Strategy.class, spec);
  }

  private static DocumentKey key(StrategyRef ref) {
    return new DocumentKey(collection(ref.kind(), ref.name()), id(ref.version()));
  }

  private static String collection(String kind, String name) {
    return "strategies/" + StrategyKey.of(kind, name);
  }

  private static String id(int version) {
    return String.format(Locale.ROOT, "%010d", version);
  }

  private static int versionOf(Document document) {
    return Integer.parseInt(document.key().id());
  }

  /**
   * Returns the name of the strategy that research on a topic develops: the topic itself if it is a
   * name, else what can be kept of it, told from others by its hash.
   */
  static String nameOf(String topic) {
    String plain = topic.replaceAll("[^A-Za-z0-9._:/-]+", "-");
    if (plain.equals(topic) && plain.length() <= MAX_NAME) {
      return topic;
    }
    String kept = plain.length() <= MAX_KEPT ? plain : plain.substring(0, MAX_KEPT);
    return kept + "." + Hash.shortOf(topic);
  }
}
