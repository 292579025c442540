package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import java.time.LocalDate;

/** The deepest fall of a price from a peak: when it began, where it ended, and how deep. */
public record Drawdown(LocalDate peakDate, LocalDate troughDate, double percent) {
  /** The deepest fall; none is a fall of zero on the first day. The first of equals counts. */
  public static Drawdown deepest(Prices prices) {
    int peak = 0;
    Drawdown deepest = new Drawdown(prices.first(), prices.first(), 0);
    for (int day = 1; day < prices.size(); day++) {
      peak = prices.value(day) > prices.value(peak) ? day : peak;
      double percent = 100 * (1 - prices.value(day) / prices.value(peak));
      if (percent > deepest.percent()) {
        deepest = new Drawdown(prices.date(peak), prices.date(day), percent);
      }
    }
    return deepest;
  }
}
