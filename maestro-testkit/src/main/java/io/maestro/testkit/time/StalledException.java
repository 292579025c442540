package io.maestro.testkit.time;

/**
 * Thrown when a test waits for something that can't happen any more; the message names what waits.
 */
public final class StalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what waits
   */
  public StalledException(String message) {
    super(message);
  }
}
