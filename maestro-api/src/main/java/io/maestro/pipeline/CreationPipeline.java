package io.maestro.pipeline;

import io.maestro.flow.FlowContext;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Research;

/**
 * Thinks of a strategy. See the package for threading and failure; where a pure function of what is
 * known is enough, {@link Drafting} is shorter.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface CreationPipeline<R, A, S> {
  /**
   * Drafts a strategy, or decides that there is none to draft.
   *
   * @throws Exception to fail the run
   */
  Decision<Draft<S>> create(Research<R> research, Analysis<A> analysis, FlowContext flow)
      throws Exception;
}
