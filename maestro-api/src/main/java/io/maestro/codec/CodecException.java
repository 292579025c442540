package io.maestro.codec;

import io.maestro.error.MaestroException;
import org.jspecify.annotations.Nullable;

/** Thrown when a value cannot be encoded or a payload cannot be decoded. */
public final class CodecException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the type or payload concerned and why it failed
   * @param cause the codec library's own exception, or null
   */
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
