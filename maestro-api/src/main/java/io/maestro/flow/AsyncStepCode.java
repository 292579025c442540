package io.maestro.flow;

import java.util.concurrent.CompletionStage;

/**
 * The code of an asynchronous step.
 *
 * @param <T> the type of its value
 */
@FunctionalInterface
public interface AsyncStepCode<T> {
  /**
   * Starts the step's work, once per attempt, and returns at once.
   *
   * @return a stage of the value to record; its failure fails the attempt
   * @throws Exception to fail the attempt
   */
  CompletionStage<T> start(StepContext step) throws Exception;
}
