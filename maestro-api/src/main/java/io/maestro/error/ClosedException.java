package io.maestro.error;

/** Thrown when something is asked of a maestro or a store that has been closed. */
public final class ClosedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param what the thing that is closed
   */
  public ClosedException(String what) {
    super(what + " is closed; nothing more can be asked of it", null);
  }
}
