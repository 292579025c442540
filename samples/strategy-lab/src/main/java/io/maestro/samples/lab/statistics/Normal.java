package io.maestro.samples.lab.statistics;

/**
 * The standard normal distribution.
 *
 * <p>The cumulative function is Hart's approximation as given by West, "Better approximations to
 * cumulative normal functions" (Wilmott, 2005), good to 1e-15; in {@link StrictMath}, so that every
 * Java gives the same digits, which the libraries at hand do not promise.
 */
final class Normal {
  private static final double[] TOP = {
    3.52624965998911e-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] BOTTOM = {
    8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461,
    296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752
  };
  private static final double FAR = 7.07106781186547;
  private static final double ROOT_OF_TWO_PI = 2.506628274631;

  private Normal() {}

  /** The probability of a value below {@code x}. */
  static double below(double x) {
    double tail = tail(Math.abs(x));
    return x > 0 ? 1 - tail : tail;
  }

  /** The value below which lies the probability {@code p}, by bisection; 0 < p < 1. */
  static double quantile(double p) {
    double low = -38;
    double high = 38;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double tail(double x) {
    double bell = StrictMath.exp(-x * x / 2);
    return x < FAR
        ? bell * polynomial(TOP, x) / polynomial(BOTTOM, x)
        : bell / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_OF_TWO_PI;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
