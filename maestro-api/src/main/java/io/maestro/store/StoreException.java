package io.maestro.store;

import io.maestro.error.MaestroException;
import org.jspecify.annotations.Nullable;

/** Thrown when a store can't do what it was asked; see the subclasses for what a caller can do. */
public class StoreException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked of which entity, and what to do
   * @param cause the underlying exception, or null
   */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
