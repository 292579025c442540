package io.maestro.state;

import io.maestro.error.MaestroException;

/** Thrown when a state could not be updated because others were faster each time: try later. */
public final class StateContendedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** How often it was tried. */
  private final int attempts;

  /**
   * Creates the exception.
   *
   * @param key the state
   * @param attempts how often it was tried
   * @param last the conflict at the last attempt
   */
  public StateContendedException(StateKey<?> key, int attempts, Throwable last) {
    super(
        "state %s was changed by others at each of %d attempts; nothing was written, try later"
            .formatted(key, attempts),
        last);
    this.attempts = attempts;
  }

  /** Returns how often it was tried. */
  public int attempts() {
    return attempts;
  }
}
