package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Observation;
import java.time.Instant;
import java.util.Optional;

/**
 * All that triggers look at: what is observed of a version at one moment.
 *
 * @param at the moment
 * @param observed what is observed, {@link Observation#none()} if nothing is
 * @param silentSince when the last report was made, if nothing is observed because there was none
 *     since it was judged; else empty
 * @param madeFor the name of the circumstances that the version was made for, empty if unknown
 * @param confirmedAt when the version was made, or last found to be without a better one
 * @param validUntil until when the version's report may be relied on
 */
public record TriggerCase(
    Instant at,
    Observation observed,
    Optional<Instant> silentSince,
    String madeFor,
    Instant confirmedAt,
    Instant validUntil) {
  /** Checks the parts. */
  public TriggerCase {
    requireNonNull(at, "at");
    requireNonNull(observed, "observed");
    requireNonNull(silentSince, "silentSince");
    requireNonNull(madeFor, "madeFor");
    requireNonNull(confirmedAt, "confirmedAt");
    requireNonNull(validUntil, "validUntil");
  }

  /** Returns why nothing is observed, in words. */
  String silence(String missing) {
    return silentSince.map(last -> "no report since " + last).orElse(missing);
  }

  /**
   * Returns whether what was confirmed before still stands: nothing was reported since, and no
   * optimization has found since that there is nothing better.
   */
  boolean isAsBefore() {
    return silentSince.filter(last -> !confirmedAt.isAfter(last)).isPresent();
  }
}
