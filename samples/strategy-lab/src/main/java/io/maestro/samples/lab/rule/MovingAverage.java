package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;
import java.util.Arrays;

/**
 * The simple average of the last values of a series, for every day at once.
 *
 * <p>The series is cut into blocks as long as the window, so that each window is the end of one
 * block and the start of the next: two additions a day whatever the window, and, other than with
 * running sums, nothing is ever subtracted, so that no rounding error builds up.
 */
public final class MovingAverage {
  private MovingAverage() {}

  /** The averages; NaN on the days before the window is full. */
  public static double[] of(Prices prices, int window) {
    double[] values = prices.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] toBlockEnd = sumsToBlockEnd(values, window);
    double[] averages = new double[values.length];
    Arrays.fill(averages, Double.NaN);
    double fromBlockStart = 0;
    for (int day = 0; day < values.length; day++) {
      fromBlockStart = day % window == 0 ? values[day] : fromBlockStart + values[day];
      int start = day - window + 1;
      if (start >= 0) {
        double head = start % window == 0 ? 0 : toBlockEnd[start];
        averages[day] = (head + fromBlockStart) / window;
      }
    }
    return averages;
  }

  private static double[] sumsToBlockEnd(double[] values, int window) {
    double[] sums = values.clone();
    for (int day = values.length - 2; day >= 0; day--) {
      if ((day + 1) % window != 0) {
        sums[day] += sums[day + 1];
      }
    }
    return sums;
  }
}
