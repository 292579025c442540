package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.Analysis;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Research;

/**
 * What is to be optimized.
 *
 * @param request what was asked for
 * @param research what was found
 * @param analysis how it is read
 * @param draft the strategy as it was first thought of
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
public record OptimizationTask<R, A, S>(
    ResearchTask request, Research<R> research, Analysis<A> analysis, Draft<S> draft) {
  /** Checks the parts. */
  public OptimizationTask {
    requireNonNull(request, "request");
    requireNonNull(research, "research");
    requireNonNull(analysis, "analysis");
    requireNonNull(draft, "draft");
  }

  /** Returns the draft's specification. */
  public S spec() {
    return draft.spec();
  }
}
