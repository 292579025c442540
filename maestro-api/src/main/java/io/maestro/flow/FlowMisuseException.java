package io.maestro.flow;

import io.maestro.error.MaestroException;

/**
 * Thrown when durable code breaks a rule: a path used twice, a verb of a step called in a flow that
 * is over, an unwinding swallowed. The run fails with it; the code must be changed.
 */
public final class FlowMisuseException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the run and path concerned, the rule, and what to do
   */
  public FlowMisuseException(String message) {
    super(message, null);
  }
}
