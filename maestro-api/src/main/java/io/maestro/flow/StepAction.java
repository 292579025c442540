package io.maestro.flow;

/** The code of a step that has no value. */
@FunctionalInterface
public interface StepAction {
  /**
   * Does the step's work, once per attempt, on a worker thread; may block.
   *
   * @throws Exception to fail the attempt
   */
  void run(StepContext step) throws Exception;
}
