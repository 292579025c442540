package io.maestro.metric;

/** Which way a metric is better. */
public enum Direction {
  /** A larger value is better. */
  HIGHER_IS_BETTER,
  /** A smaller value is better. */
  LOWER_IS_BETTER
}
