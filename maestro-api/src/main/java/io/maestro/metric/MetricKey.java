package io.maestro.metric;

import static java.util.Objects.requireNonNull;

/**
 * The identity of a metric: its name, unit and which way it is better.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}
 * @param unit the unit, empty for a plain number
 * @param direction which way it is better
 */
public record MetricKey(String name, String unit, Direction direction) {
  /** Checks the name. */
  public MetricKey {
    requireNonNull(unit, "unit");
    requireNonNull(direction, "direction");
    if (!name.matches("[A-Za-z0-9._:/-]{1,200}")) {
      throw new IllegalArgumentException(
          "a metric's name is 1 to 200 characters of [A-Za-z0-9._:/-]: '" + name + "'");
    }
  }

  /** Returns the key of a metric of which more is better. */
  public static MetricKey higherIsBetter(String name, String unit) {
    return new MetricKey(name, unit, Direction.HIGHER_IS_BETTER);
  }

  /** Returns the key of a metric of which less is better. */
  public static MetricKey lowerIsBetter(String name, String unit) {
    return new MetricKey(name, unit, Direction.LOWER_IS_BETTER);
  }

  /** Returns whether the first value is strictly better than the second. */
  public boolean isBetter(double first, double second) {
    return direction == Direction.HIGHER_IS_BETTER ? first > second : first < second;
  }
}
