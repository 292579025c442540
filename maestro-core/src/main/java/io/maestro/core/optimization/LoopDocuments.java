package io.maestro.core.optimization;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.run.Page;
import io.maestro.store.Document;
import io.maestro.store.DocumentStore;
import io.maestro.store.VersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The memories of loops, one document each, and their decisions, one document each. */
public final class LoopDocuments {
  private static final TypeToken<LoopMemory> MEMORY = TypeToken.of(LoopMemory.class);
  private static final TypeToken<OptimizationDecision> DECISION =
      TypeToken.of(OptimizationDecision.class);

  /** What a memory becomes, and what whoever changes it wants to know of it. */
  record Change<T>(LoopMemory memory, T value) {}

  private final DocumentStore documents;
  private final Codec codec;

  /** Makes them over a store's documents. */
  public LoopDocuments(DocumentStore documents, Codec codec) {
    this.documents = documents;
    this.codec = codec;
  }

  CompletableFuture<Optional<LoopMemory>> find(LoopName loop) {
    return call(() -> documents.read(loop.memory())).thenApply(found -> found.map(this::memory));
  }

  CompletableFuture<LoopMemory> read(LoopName loop) {
    return find(loop).thenApply(found -> found.orElseThrow(() -> missing(loop)));
  }

  /** Makes a memory, or changes the one that is there, whoever else changes it meanwhile. */
  CompletableFuture<LoopMemory> put(
      LoopName loop, Function<Optional<LoopMemory>, LoopMemory> change) {
    return replaced(
        loop,
        found -> {
          LoopMemory next = change.apply(found);
          return new Change<>(next, next);
        });
  }

  /** Changes the memory that is there, whoever else changes it meanwhile. */
  <T> CompletableFuture<T> change(LoopName loop, Function<LoopMemory, Change<T>> change) {
    return replaced(loop, found -> change.apply(found.orElseThrow(() -> missing(loop))));
  }

  private <T> CompletableFuture<T> replaced(
      LoopName loop, Function<Optional<LoopMemory>, Change<T>> change) {
    return call(() -> documents.read(loop.memory()))
        .thenCompose(
            found -> {
              Optional<LoopMemory> before = found.map(this::memory);
              Change<T> next = change.apply(before);
              return before.filter(next.memory()::equals).isPresent()
                  ? CompletableFuture.completedFuture(next.value())
                  : write(loop, found, next, change);
            });
  }

  private <T> CompletableFuture<T> write(
      LoopName loop,
      Optional<Document> before,
      Change<T> next,
      Function<Optional<LoopMemory>, Change<T>> change) {
    long expected = before.map(Document::version).orElse(DocumentStore.ABSENT);
    return call(() ->
            documents.write(
                loop.memory(), expected, Payload.of(next.memory(), MEMORY).asStored(codec)))
        .thenApply(written -> next.value())
        .exceptionallyCompose(
            failure ->
                isConflict(failure)
                    ? replaced(loop, change)
                    : CompletableFuture.failedFuture(failure));
  }

  /** Records a decision, once: what is there already stays. */
  CompletableFuture<Void> record(LoopName loop, OptimizationDecision decision) {
    return call(() ->
            documents.write(
                loop.decision(decision.tick().number()),
                DocumentStore.ABSENT,
                Payload.of(decision, DECISION).asStored(codec)))
        .<Void>thenApply(written -> null)
        .exceptionallyCompose(
            failure ->
                isConflict(failure)
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(failure));
  }

  CompletableFuture<OptimizationDecision> decision(LoopName loop, long tick) {
    return call(() -> documents.read(loop.decision(tick)))
        .thenApply(
            found ->
                found
                    .map(this::decision)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "the decision of tick " + tick + " of " + loop + " is gone")));
  }

  CompletableFuture<Page<OptimizationDecision>> decisions(LoopName loop, long after, int limit) {
    return call(() -> documents.list(loop.decisions(), Optional.of(LoopName.id(after)), limit))
        .thenApply(
            page -> new Page<>(page.items().stream().map(this::decision).toList(), page.more()));
  }

  /** Returns the loops of a kind whose ticks are due by the clock. */
  CompletableFuture<List<LoopName>> ticking(String kind) {
    return ticking(kind, Optional.empty(), List.of());
  }

  private CompletableFuture<List<LoopName>> ticking(
      String kind, Optional<String> after, List<LoopName> before) {
    return call(() -> documents.list(LoopName.memoriesOf(kind), after, 1_000))
        .thenCompose(
            page -> {
              List<LoopName> known = new ArrayList<>(before);
              page.items().stream()
                  .filter(document -> memory(document).nextTick().isPresent())
                  .map(document -> new LoopName(kind, document.key().id()))
                  .forEach(known::add);
              return page.more()
                  ? ticking(kind, Optional.of(last(page).key().id()), known)
                  : CompletableFuture.completedFuture(known);
            });
  }

  private static Document last(Page<Document> page) {
    return page.items().get(page.items().size() - 1);
  }

  private LoopMemory memory(Document document) {
    return document.value(MEMORY, codec);
  }

  private OptimizationDecision decision(Document document) {
    return document.value(DECISION, codec);
  }

  private static IllegalStateException missing(LoopName loop) {
    return new IllegalStateException("the memory of " + loop + " is gone; start the loop again");
  }

  private static boolean isConflict(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof VersionConflictException;
  }

  private static <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> operation) {
    try {
      return operation.get().toCompletableFuture();
    } catch (RuntimeException refused) { // a store may refuse by throwing, too
      return CompletableFuture.failedFuture(refused);
    }
  }
}
