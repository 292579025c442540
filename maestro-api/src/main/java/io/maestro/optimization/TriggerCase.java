package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import java.time.Instant;

/**
 * All that triggers look at: what is observed of a version at one moment.
 *
 * @param at the moment
 * @param observed the metrics observed, none if there is no news
 * @param context the name of the circumstances observed, empty if unknown
 * @param madeFor the name of the circumstances that the version was made for, empty if unknown
 * @param confirmedAt when the version was made, or last found to be without a better one
 */
public record TriggerCase(
    Instant at, Metrics observed, String context, String madeFor, Instant confirmedAt) {
  /** Checks the parts. */
  public TriggerCase {
    requireNonNull(at, "at");
    requireNonNull(observed, "observed");
    requireNonNull(context, "context");
    requireNonNull(madeFor, "madeFor");
    requireNonNull(confirmedAt, "confirmedAt");
  }
}
