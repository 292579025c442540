package io.maestro.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a request for runs to own.
 *
 * @param runs the runs given, the longest due first
 * @param nextDueIn after what time the next run that nobody owns will be due, if any will be by
 *     time
 */
public record Claims(List<ClaimedRun> runs, Optional<Duration> nextDueIn) {
  /** Copies the runs. */
  public Claims {
    runs = List.copyOf(runs);
    requireNonNull(nextDueIn, "nextDueIn");
  }
}
