package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;

/**
 * The step that recorded a lesson.
 *
 * @param run its run
 * @param step its path within the run
 */
public record Origin(RunId run, String step) {
  /** Checks the parts. */
  public Origin {
    requireNonNull(run, "run");
    requireNonNull(step, "step");
  }
}
