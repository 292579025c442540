package io.maestro.execution;

import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a strategy does, compared with what is expected of it. It is no judgement of the gate: a
 * version may be within the kind's tolerance, and so healthy, and yet break a threshold, which the
 * gate is closed for.
 */
public enum Health {
  /** Every metric that is compared is there and within the tolerance. */
  HEALTHY,
  /** A metric is worse than expected by more than the tolerance. */
  DEGRADED,
  /** There is nothing to compare, or a metric is missing. */
  UNKNOWN;

  /**
   * Compares what is observed with what is expected. What is missing never counts as healthy.
   *
   * @param only the one metric to compare, or empty to compare every expected one
   * @param tolerance by how much a metric may be worse, as a share of the expected value's
   *     magnitude; zero or more
   */
  public static Health of(
      Metrics expected, Metrics observed, Optional<MetricKey> only, double tolerance) {
    if (!Double.isFinite(tolerance) || tolerance < 0) {
      throw new IllegalArgumentException("a tolerance is finite, zero or more: " + tolerance);
    }
    Collection<MetricKey> compared =
        only.isPresent() ? only.stream().toList() : expected.values().keySet();
    return compared.stream()
        .map(key -> of(key, expected.value(key), observed.value(key), tolerance))
        .reduce(Health::worse)
        .orElse(UNKNOWN);
  }

  private static Health of(
      MetricKey key, OptionalDouble expected, OptionalDouble observed, double tolerance) {
    if (expected.isEmpty() || observed.isEmpty()) {
      return UNKNOWN;
    }
    double leeway = tolerance * Math.abs(expected.getAsDouble());
    double byHowMuch = Math.abs(expected.getAsDouble() - observed.getAsDouble());
    boolean isWorse = key.isBetter(expected.getAsDouble(), observed.getAsDouble());
    return isWorse && byHowMuch > leeway ? DEGRADED : HEALTHY;
  }

  private Health worse(Health other) {
    if (this == DEGRADED || other == DEGRADED) {
      return DEGRADED;
    }
    return this == UNKNOWN ? this : other;
  }
}
