package io.maestro.flow;

/**
 * The code that finds out what became of an effect in doubt.
 *
 * @param <T> the type of the effect's value
 */
@FunctionalInterface
public interface ReconcileCode<T> {
  /**
   * Looks at the outside world and decides; may block. It must not have side effects of its own.
   *
   * @throws Exception if it can't be told now; this counts as a failed attempt, never as "nothing
   *     happened"
   */
  Reconciliation<T> reconcile(StepContext step) throws Exception;
}
