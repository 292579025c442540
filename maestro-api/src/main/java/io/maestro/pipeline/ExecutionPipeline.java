package io.maestro.pipeline;

import io.maestro.flow.Doubt;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;

/**
 * Carries a strategy out. See the package for threading and failure.
 *
 * <p>The intent of every step is recorded before its code runs. A step of which the outcome is not
 * there when a crash, a takeover or a stop is over, or that was given up at its timeout, is in
 * doubt: it is never repeated blindly, but {@link #reconcile} decides.
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

  /**
   * Finds out what became of a step in doubt, in steps of its own; by default leaves it to a
   * person.
   *
   * <p>RESUME runs the step again with the same idempotency key; ADOPT ends the whole execution as
   * completed with the outcome found; COMPENSATE runs the registered compensations and ends it as
   * unknown; MANUAL, and whatever is thrown, ends it as unknown.
   *
   * @throws Exception if it can't be told
   */
  default Reconciliation<X> reconcile(ExecutionTask<S> task, Doubt doubt, FlowContext flow)
      throws Exception {
    return Reconciliation.manual("the pipeline has no reconciliation");
  }
}
