package io.maestro.flow;

import static java.util.Objects.requireNonNull;

/**
 * An attempt of a step that is about to begin.
 *
 * @param path the step's path, its identity within the run
 * @param attempt the number of the attempt
 * @param isFirst whether it is certain that nothing has begun yet in the part of the flow: no step,
 *     child run or stage, and no round of a loop
 */
public record Intent(String path, int attempt, boolean isFirst) {
  /** Checks the parts. */
  public Intent {
    requireNonNull(path, "path");
    if (attempt < 1) {
      throw new IllegalArgumentException("an attempt's number is 1 or more: " + attempt);
    }
  }
}
