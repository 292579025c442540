package io.maestro.pipeline;

import io.maestro.strategy.Analysis;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Research;

/**
 * Thinks of a strategy as a pure function of what is known: cheap, deterministic, without side
 * effects.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface Drafting<R, A, S> {
  /**
   * Drafts a strategy, or decides that there is none to draft.
   *
   * @throws Exception to fail the run
   */
  Decision<Draft<S>> draft(Research<R> research, Analysis<A> analysis) throws Exception;
}
