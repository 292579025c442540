package io.maestro.state;

import static java.util.Objects.requireNonNull;

/**
 * A value and the version under which it was written.
 *
 * @param value the value
 * @param version 1 for the first, one more with each write; a state that is written again after it
 *     was deleted starts at 1
 * @param <T> the type of the value
 */
public record Versioned<T>(T value, long version) {
  /** Checks the parts. */
  public Versioned {
    requireNonNull(value, "value");
    if (version < 1) {
      throw new IllegalArgumentException("a state's version is 1 or more: " + version);
    }
  }
}
