package io.maestro.run;

import io.maestro.error.MaestroException;

/** Thrown by {@link Run#result()} when the run was cancelled. */
public final class RunCancelledException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** The reason that was given. */
  private final String reason;

  /**
   * Creates the exception.
   *
   * @param run the run
   * @param reason the reason that was given
   */
  public RunCancelledException(RunId run, String reason) {
    super("run " + run + " was cancelled: " + reason, null);
    this.reason = reason;
  }

  /** Returns the reason that was given. */
  public String reason() {
    return reason;
  }
}
