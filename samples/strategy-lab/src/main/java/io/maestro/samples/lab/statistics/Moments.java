package io.maestro.samples.lab.statistics;

import java.util.List;

/**
 * The first four moments of a sample, summed in its order.
 *
 * @param count how many values
 * @param mean their mean
 * @param deviation their standard deviation (of n - 1)
 * @param skew their skewness; 0 for a normal sample
 * @param kurtosis their kurtosis; 3 for a normal sample
 */
public record Moments(int count, double mean, double deviation, double skew, double kurtosis) {
  /** A deviation this small beside the mean is what rounding leaves of none. */
  private static final double ROUNDING = 1e-12;

  /** The moments of some values; NaN where they are too few or all alike. */
  public static Moments of(List<Double> values) {
    int count = values.size();
    double mean = sum(values) / count;
    double[] powers = new double[5];
    for (double value : values) {
      double distance = value - mean;
      double square = distance * distance;
      powers[2] += square;
      powers[3] += square * distance;
      powers[4] += square * square;
    }
    double variance = powers[2] / count;
    return new Moments(
        count,
        mean,
        StrictMath.sqrt(powers[2] / (count - 1)),
        powers[3] / count / (variance * StrictMath.sqrt(variance)),
        powers[4] / count / (variance * variance));
  }

  /** Mean over deviation; NaN if the values never differ. */
  public double sharpe() {
    return deviation > ROUNDING * Math.abs(mean) ? mean / deviation : Double.NaN;
  }

  private static double sum(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
