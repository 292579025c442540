package io.maestro.pipeline;

import io.maestro.flow.FlowContext;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Optimized;

/**
 * Searches for the best specification. See the package for threading and failure.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface OptimizationPipeline<R, A, S> {
  /**
   * Optimizes a draft, or decides that nothing is to be gained.
   *
   * @throws Exception to fail the run
   */
  Decision<Optimized<S>> optimize(OptimizationTask<R, A, S> task, FlowContext flow)
      throws Exception;
}
