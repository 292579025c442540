package io.maestro.pipeline;

import io.maestro.flow.FlowContext;

/**
 * Carries a strategy out. See the package for threading and failure. A kind declares it; nothing
 * calls it yet.
 *
 * @param <S> the type of the specification
 * @param <X> the type of the outcome
 */
@FunctionalInterface
public interface ExecutionPipeline<S, X> {
  /**
   * Carries a strategy out and returns what came of it.
   *
   * @throws Exception to fail the run
   */
  X execute(ExecutionTask<S> task, FlowContext flow) throws Exception;
}
