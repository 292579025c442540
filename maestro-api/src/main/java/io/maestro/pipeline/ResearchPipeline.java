package io.maestro.pipeline;

import io.maestro.flow.FlowContext;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Research;

/**
 * Gathers what there is to know. See the package for threading and failure.
 *
 * @param <R> the type of what it gathers
 */
@FunctionalInterface
public interface ResearchPipeline<R> {
  /**
   * Researches a topic, or decides that there is nothing to find.
   *
   * @throws Exception to fail the run
   */
  Decision<Research<R>> research(ResearchTask task, FlowContext flow) throws Exception;
}
