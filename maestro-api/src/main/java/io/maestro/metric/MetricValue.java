package io.maestro.metric;

/**
 * A finite number and how many samples it rests on.
 *
 * @param value finite: NaN and the infinities are refused
 * @param samples how many observations it summarizes, 1 or more
 */
public record MetricValue(double value, long samples) {
  /** Checks that the value is finite and the sample count positive. */
  public MetricValue {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a metric's value must be finite: " + value);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("a metric needs 1 sample or more: " + samples);
    }
  }
}
