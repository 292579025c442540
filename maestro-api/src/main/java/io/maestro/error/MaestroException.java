package io.maestro.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Maestro throws for failures of machinery.
 *
 * <p>Subclasses are told apart by what a caller can do about them. The message names the entity
 * concerned and the next thing to do; the cause is always kept.
 */
public abstract class MaestroException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was wrong, where, and what to do
   * @param cause what led to it, or null
   */
  protected MaestroException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
