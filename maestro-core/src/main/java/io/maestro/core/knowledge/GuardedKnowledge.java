package io.maestro.core.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A knowledge base that may refuse by throwing as well as by a failed future. Thread-safe. */
public final class GuardedKnowledge implements KnowledgeBase {
  private final KnowledgeBase base;

  /** Guards a base. */
  public GuardedKnowledge(KnowledgeBase base) {
    this.base = base;
  }

  /** How futures are given to a host. */
  @FunctionalInterface
  public interface HandOut {
    /** Returns a copy of a future, completed on a worker. */
    <T> CompletableFuture<T> copy(CompletableFuture<T> inner);
  }

  /** Returns the base as a host sees it. */
  public KnowledgeBase handingOut(HandOut handOut) {
    return new KnowledgeBase() {
      @Override
      public CompletableFuture<Evidence> record(Lesson lesson) {
        return handOut.copy(GuardedKnowledge.this.record(lesson));
      }

      @Override
      public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
        return handOut.copy(GuardedKnowledge.this.query(query));
      }
    };
  }

  @Override
  public CompletableFuture<Evidence> record(Lesson lesson) {
    requireNonNull(lesson, "lesson");
    return guarded("record", () -> base.record(lesson));
  }

  @Override
  public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
    requireNonNull(query, "query");
    return guarded("query", () -> base.query(query));
  }

  private static <T> CompletableFuture<T> guarded(
      String method, Supplier<CompletableFuture<T>> call) {
    try {
      return requireNonNull(call.get(), () -> "the knowledge base's " + method + " gave null");
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
