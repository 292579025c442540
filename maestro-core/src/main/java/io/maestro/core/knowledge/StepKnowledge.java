package io.maestro.core.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.StepContext;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBase;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Origin;
import io.maestro.knowledge.RunKnowledge;
import io.maestro.store.StoreException;
import io.maestro.time.TimeSource;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A knowledge base as one step of a run sees it.
 *
 * @param base the base
 * @param time how to wait
 * @param horizon when the run was created
 * @param step the step
 */
public record StepKnowledge(KnowledgeBase base, TimeSource time, Instant horizon, StepContext step)
    implements RunKnowledge {

  @Override
  public KnowledgeBundle query(KnowledgeQuery query) throws InterruptedException {
    return await(base.query(within(query)));
  }

  private KnowledgeQuery within(KnowledgeQuery query) {
    Instant asked = query.knownBy().orElse(horizon);
    return query
        .asOf(query.asOf().orElse(horizon))
        .knownBy(asked.isBefore(horizon) ? asked : horizon)
        .notFrom(step.runId());
  }

  @Override
  public Evidence record(Lesson lesson) throws InterruptedException {
    return await(base.record(mine(lesson)));
  }

  private Lesson mine(Lesson lesson) {
    return lesson.byStep(new Origin(step.runId(), step.path()), step.idempotencyKey());
  }

  private <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return time.await(answer);
    } catch (ExecutionException failed) {
      throw unchecked(requireNonNull(failed.getCause(), "cause"));
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new StoreException("the knowledge base failed: " + failure, failure);
  }
}
