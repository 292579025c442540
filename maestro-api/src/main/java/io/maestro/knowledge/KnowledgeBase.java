package io.maestro.knowledge;

import java.util.concurrent.CompletableFuture;

/**
 * What was learnt about strategies, with the evidence for and against it. Thread-safe.
 *
 * <p>A failure of the base is a failed future, never an empty answer. See {@link KnowledgeStore}
 * for those who implement it, and {@code StepContext.knowledge()} for what a run may see.
 */
public interface KnowledgeBase {
  /**
   * Records a lesson.
   *
   * <p>A lesson whose id was recorded on the same subject counts once: the first one stands.
   *
   * @return the evidence as it stands, once it is durable
   */
  CompletableFuture<Evidence> record(Lesson lesson);

  /** Returns what is known as of the query's moment. */
  CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query);
}
