package io.maestro;

import io.maestro.run.RunId;
import java.time.Duration;
import java.util.List;

/**
 * What a shutdown found and left.
 *
 * @param drained how many runs were in work and came to a recorded point by themselves
 * @param interrupted the runs of which a step was interrupted; it runs again, with a higher attempt
 * @param abandoned the runs of which a step ignored the interrupt and still holds its thread
 * @param took how long it took
 */
public record ShutdownReport(
    int drained, List<RunId> interrupted, List<RunId> abandoned, Duration took) {
  /** Copies the lists. */
  public ShutdownReport {
    interrupted = List.copyOf(interrupted);
    abandoned = List.copyOf(abandoned);
  }

  /** Returns whether nothing had to be interrupted. */
  public boolean isClean() {
    return interrupted.isEmpty() && abandoned.isEmpty();
  }
}
