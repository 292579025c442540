package io.maestro.pipeline;

import io.maestro.flow.FlowContext;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;

/**
 * Makes sense of what was found. See the package for threading and failure.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the view it takes
 */
@FunctionalInterface
public interface AnalysisPipeline<R, A> {
  /**
   * Analyses research, or decides that nothing follows from it.
   *
   * @throws Exception to fail the run
   */
  Decision<Analysis<A>> analyse(AnalysisTask<R> task, FlowContext flow) throws Exception;
}
