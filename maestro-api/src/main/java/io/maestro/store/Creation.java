package io.maestro.store;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a request to create a run.
 *
 * @param run the run that is there now
 * @param isNew whether this request created it
 */
public record Creation(RunRecord run, boolean isNew) {
  /** Checks that there is a run. */
  public Creation {
    requireNonNull(run, "run");
  }
}
