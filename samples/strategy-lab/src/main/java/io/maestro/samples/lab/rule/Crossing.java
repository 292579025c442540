package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;

/** Which of two moving averages is above, day by day; a tie leaves the order as it was. */
public final class Crossing {
  /** Averages nearer than this, relative to their size, are equal but for rounding. */
  private static final double TIE = 1e-12;

  private Crossing() {}

  /** 1 where the fast average is above, -1 where it is below, 0 as long as neither is known. */
  public static int[] order(Prices prices, int fast, int slow) {
    double[] quick = MovingAverage.of(prices, fast);
    double[] steady = MovingAverage.of(prices, slow);
    int[] order = new int[prices.size()];
    int last = 0;
    for (int day = 0; day < order.length; day++) {
      double distance = quick[day] - steady[day];
      if (Math.abs(distance) > TIE * steady[day]) { // false for NaN, too
        last = distance > 0 ? 1 : -1;
      }
      order[day] = last;
    }
    return order;
  }
}
