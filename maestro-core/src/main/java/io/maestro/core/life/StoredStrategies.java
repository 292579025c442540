package io.maestro.core.life;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.Candidate;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.ValidationReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The versions of strategies, each a document that is written once. Thread-safe. */
public final class StoredStrategies implements StrategyCatalogue {
  private static final int PAGE = 1_000;
  private static final int MAX_NAME = 80;

  private final DocumentStore documents;
  private final Codec codec;

  /** Makes the catalogue over a store's documents. */
  public StoredStrategies(DocumentStore documents, Codec codec) {
    this.documents = documents;
    this.codec = codec;
  }

  /** Adds the version that a run developed; the same run always gets the same version. */
  <S> CompletableFuture<Strategy<S>> add(
      StrategyKind<?, ?, S, ?> kind,
      Candidate<?, ?, S> candidate,
      ValidationReport report,
      RunId run,
      Instant now) {
    String name = nameOf(candidate.request().topic());
    return latest(kind.name(), name, kind.specType())
        .thenCompose(last -> addAfter(last, kind, name, candidate, report, run, now));
  }

  private <S> CompletableFuture<Strategy<S>> addAfter(
      Optional<Strategy<S>> last,
      StrategyKind<?, ?, S, ?> kind,
      String name,
      Candidate<?, ?, S> candidate,
      ValidationReport report,
      RunId run,
      Instant now) {
    if (last.isPresent() && last.get().lineage().run().equals(run)) {
      return CompletableFuture.completedFuture(last.get());
    }
    OptionalInt parent =
        last.map(strategy -> OptionalInt.of(strategy.ref().version())).orElse(OptionalInt.empty());
    Strategy<S> next =
        new Strategy<>(
            new StrategyRef(kind.name(), name, parent.orElse(0) + 1),
            candidate.spec(),
            candidate.metrics(),
            report,
            new Lineage(
                run,
                parent,
                "developed on " + candidate.request().topic(),
                candidate.research().sources(),
                candidate.trials().size()),
            now);
    return write(next, kind.specType())
        .thenApply(written -> next)
        .exceptionallyCompose(failure -> afterFailure(failure, kind, candidate, report, run, now));
  }

  private <S> CompletableFuture<Strategy<S>> afterFailure(
      Throwable failure,
      StrategyKind<?, ?, S, ?> kind,
      Candidate<?, ?, S> candidate,
      ValidationReport report,
      RunId run,
      Instant now) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof VersionConflictException // another run took the number: take the next
        ? add(kind, candidate, report, run, now)
        : CompletableFuture.failedFuture(cause == null ? failure : cause);
  }

  private <S> CompletableFuture<Long> write(Strategy<S> strategy, TypeToken<S> spec) {
    return documents
        .write(key(strategy.ref()), DocumentStore.ABSENT, Payload.of(strategy, typeOf(spec)))
        .toCompletableFuture();
  }

  @Override
  public <S> CompletableFuture<Optional<Strategy<S>>> find(StrategyRef ref, TypeToken<S> spec) {
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
    return document.content().value(typeOf(spec), codec);
  }

  private static <S> TypeToken<Strategy<S>> typeOf(TypeToken<S> spec) {
    return TypeToken.parameterized(Strategy.class, spec);
  }

  private static DocumentKey key(StrategyRef ref) {
    return new DocumentKey(collection(ref.kind(), ref.name()), id(ref.version()));
  }

  private static String collection(String kind, String name) {
    return "strategies/" + kind + "/" + name;
  }

  private static String id(int version) {
    return String.format(Locale.ROOT, "%010d", version);
  }

  private static int versionOf(Document document) {
    return Integer.parseInt(document.key().id());
  }

  /** Returns the name of the strategy that research on a topic develops. */
  static String nameOf(String topic) {
    String plain = topic.strip().replaceAll("[^A-Za-z0-9._:/-]+", "-");
    return plain.length() <= MAX_NAME ? plain : plain.substring(0, MAX_NAME);
  }
}
