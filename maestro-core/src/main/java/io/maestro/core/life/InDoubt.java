package io.maestro.core.life;

import io.maestro.flow.Doubt;
import io.maestro.flow.Reconciliation;

/**
 * Thrown through an execution pipeline to end the whole execution. An error, so that {@code catch
 * (Exception)} can't swallow it.
 */
final class InDoubt extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Doubt doubt;
  private final transient Reconciliation<?> decision;

  InDoubt(Doubt doubt, Reconciliation<?> decision) {
    super(
        "step "
            + doubt.path()
            + " is in doubt and its execution ends; let this pass, never catch it",
        null,
        false,
        false);
    this.doubt = doubt;
    this.decision = decision;
  }

  Doubt doubt() {
    return doubt;
  }

  Reconciliation<?> decision() {
    return decision;
  }
}
