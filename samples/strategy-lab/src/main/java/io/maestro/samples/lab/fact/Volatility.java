package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How much a price moved of late, beside how much it had moved until then. */
final class Volatility {
  private static final int WINDOW = 63;
  private static final int HISTORY = 252;

  private Volatility() {}

  /** 1 on days wilder than the median day so far, -1 on calmer ones, 0 before that is known. */
  static int[] order(Prices prices) {
    int[] order = new int[prices.size()];
    List<Double> soFar = new ArrayList<>(); // sorted, so that the median stands in its middle
    for (int day = WINDOW; day < order.length; day++) {
      double now = meanSquare(prices, day);
      int place = Collections.binarySearch(soFar, now);
      soFar.add(place < 0 ? -place - 1 : place, now);
      if (soFar.size() >= HISTORY) {
        order[day] = now > soFar.get(soFar.size() / 2) ? 1 : -1;
      }
    }
    return order;
  }

  private static double meanSquare(Prices prices, int day) {
    double sum = 0;
    for (int d = day - WINDOW + 1; d <= day; d++) {
      sum += prices.change(d) * prices.change(d);
    }
    return sum / WINDOW;
  }
}
