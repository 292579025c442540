package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds daily moves that stand far out from the others, by the robust z-score: the distance from
 * the median in units of the median absolute deviation, which one wild day can't inflate.
 */
final class Outliers {
  private static final double FAR = 8;

  /** Makes the median absolute deviation of a normal sample its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Outliers() {}

  static List<String> in(Prices prices) {
    double[] moves = IntStream.range(1, prices.size()).mapToDouble(prices::change).toArray();
    double middle = median(moves.clone());
    double[] distances =
        IntStream.range(0, moves.length).mapToDouble(i -> Math.abs(moves[i] - middle)).toArray();
    double unit = NORMAL * median(distances.clone());
    return IntStream.range(0, moves.length)
        .filter(i -> unit > 0 && distances[i] / unit > FAR)
        .mapToObj(i -> percent(moves[i]) + " on " + prices.date(i + 1))
        .toList();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  private static String percent(double move) {
    return new BigDecimal(100 * move).setScale(2, RoundingMode.HALF_UP).toPlainString() + " %";
  }
}
