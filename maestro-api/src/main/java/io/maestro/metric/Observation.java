package io.maestro.metric;

import static java.util.Objects.requireNonNull;

/**
 * How something does at one time, and under which circumstances. Immutable.
 *
 * @param metrics what was measured
 * @param context a name for the circumstances, by which knowledge is found again; may be empty
 */
public record Observation(Metrics metrics, String context) {
  private static final Observation NONE = new Observation(Metrics.none(), "");

  /** Checks the parts. */
  public Observation {
    requireNonNull(metrics, "metrics");
    requireNonNull(context, "context");
  }

  /** Returns the observation that nothing was measured; it never counts as good. */
  public static Observation none() {
    return NONE;
  }

  /** Returns an observation without a name for the circumstances. */
  public static Observation of(Metrics metrics) {
    return new Observation(metrics, "");
  }

  /** Returns this observation with a name for the circumstances. */
  public Observation in(String circumstances) {
    return new Observation(metrics, circumstances);
  }
}
