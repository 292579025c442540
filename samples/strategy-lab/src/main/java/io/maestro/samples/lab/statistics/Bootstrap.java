package io.maestro.samples.lab.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * How far chance alone could have moved a Sharpe ratio, by the stationary bootstrap: resampling in
 * blocks of random length keeps what dependence there is between neighbouring days.
 *
 * <p>D. N. Politis and J. P. Romano, "The Stationary Bootstrap", Journal of the American
 * Statistical Association 89, 1994. Ratios are per observation.
 *
 * @param low the lower end of the 90 % interval
 * @param high the upper end of the 90 % interval
 * @param notPositive the share of resamples whose ratio is not above zero
 */
public record Bootstrap(double low, double high, double notPositive) {
  private static final int RESAMPLES = 1_000;
  private static final double MEAN_BLOCK = 21;
  private static final double TAIL = 0.05;

  /** Resamples the returns as the chance decides. */
  public static Bootstrap of(List<Double> returns, Chance chance) {
    if (Double.isNaN(Moments.of(returns).sharpe())) {
      return new Bootstrap(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] days = returns.stream().mapToDouble(Double::doubleValue).toArray();
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = resampled(days, chance);
    }
    Arrays.sort(ratios);
    long not = Arrays.stream(ratios).filter(ratio -> ratio <= 0).count();
    int tail = (int) (TAIL * RESAMPLES);
    return new Bootstrap(ratios[tail], ratios[RESAMPLES - 1 - tail], (not + 1.0) / (RESAMPLES + 1));
  }

  /** The same interval for ratios of another period, such as a year. */
  public Bootstrap scaled(double factor) {
    return new Bootstrap(low * factor, high * factor, notPositive);
  }

  private static double resampled(double[] days, Chance chance) {
    double sum = 0;
    double square = 0;
    int day = 0;
    for (int i = 0; i < days.length; i++) {
      boolean anew = i == 0 || chance.uniform() * MEAN_BLOCK < 1;
      day = anew ? chance.below(days.length) : (day + 1) % days.length;
      sum += days[day];
      square += days[day] * days[day];
    }
    double mean = sum / days.length;
    double variance = square / days.length - mean * mean;
    return variance > 0 ? mean / StrictMath.sqrt(variance) : 0;
  }
}
