package io.maestro.flow;

/**
 * The code of a step: any side effect is welcome here.
 *
 * @param <T> the type of its value
 */
@FunctionalInterface
public interface StepCode<T> {
  /**
   * Does the step's work, once per attempt, on a worker thread; may block.
   *
   * @return the value to record, never null
   * @throws Exception to fail the attempt
   */
  T run(StepContext step) throws Exception;
}
