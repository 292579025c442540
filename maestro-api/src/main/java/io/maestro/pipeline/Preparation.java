package io.maestro.pipeline;

import io.maestro.execution.Situation;
import io.maestro.flow.FlowContext;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Prepared;

/**
 * Makes things ready for a strategy's execution and observes how they are. See the package for
 * threading and failure.
 *
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface Preparation<S> {
  /**
   * Prepares an execution, or decides that it can't be: then it is denied.
   *
   * @param before the version, with what is expected of it as the observation
   * @throws Exception to fail the run
   */
  Decision<Prepared> prepare(Situation<S> before, FlowContext flow) throws Exception;
}
