package io.maestro.flow;

import io.maestro.error.MaestroException;
import io.maestro.run.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Thrown to a flow when a step has failed for good: all that a flow ever sees of it, live and
 * replayed alike.
 *
 * <p>The cause is there when the step failed in this very entry of the code and is missing when the
 * failure was read back; durable code must not look at it.
 */
public final class StepFailedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** Why the step failed. */
  private final transient Failure failure;

  /**
   * Creates the exception.
   *
   * @param failure why the step failed
   * @param cause what the last attempt threw, or null if it was read back
   */
  public StepFailedException(Failure failure, @Nullable Throwable cause) {
    super(failure.toString(), cause);
    this.failure = failure;
  }

  /** Returns why the step failed. */
  public Failure failure() {
    return failure;
  }
}
