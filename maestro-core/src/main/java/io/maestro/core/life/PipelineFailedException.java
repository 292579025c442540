package io.maestro.core.life;

import io.maestro.error.MaestroException;
import org.jspecify.annotations.Nullable;

/** Thrown when a host's pipeline threw a checked exception outside a step. */
final class PipelineFailedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  PipelineFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
