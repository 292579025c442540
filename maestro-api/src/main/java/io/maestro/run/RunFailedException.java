package io.maestro.run;

import io.maestro.error.MaestroException;

/** Thrown by {@link Run#result()} when the run failed. */
public final class RunFailedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** Why the run failed. */
  private final transient Failure failure;

  /**
   * Creates the exception.
   *
   * @param run the run
   * @param failure why it failed
   */
  public RunFailedException(RunId run, Failure failure) {
    super("run " + run + " failed: " + failure, null);
    this.failure = failure;
  }

  /** Returns why the run failed. */
  public Failure failure() {
    return failure;
  }
}
