package io.maestro.samples.lab;

/** A command line, or a place for the output, that the lab can't work with. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
