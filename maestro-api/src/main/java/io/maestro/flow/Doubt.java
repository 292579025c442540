package io.maestro.flow;

import static java.util.Objects.requireNonNull;

/**
 * A step of which the intent is recorded and the outcome is not: it may have happened.
 *
 * @param path the step's path, its identity within the run
 * @param attempt the number of the attempt that may have happened
 * @param idempotencyKey the key that the attempt handed to the outside world, by which its effect
 *     can be looked for
 */
public record Doubt(String path, int attempt, String idempotencyKey) {
  /** Checks the parts. */
  public Doubt {
    requireNonNull(path, "path");
    requireNonNull(idempotencyKey, "idempotencyKey");
    if (attempt < 1) {
      throw new IllegalArgumentException("an attempt's number is 1 or more: " + attempt);
    }
  }
}
