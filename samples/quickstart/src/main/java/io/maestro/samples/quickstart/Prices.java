package io.maestro.samples.quickstart;

import io.maestro.metric.Metrics;
import java.util.List;
import java.util.stream.IntStream;

/** The prices that could be asked, and what each would bring. */
final class Prices {
  private static final double COST_IN_CENTS = 35;

  private Prices() {}

  static List<Price> all() {
    return IntStream.rangeClosed(4, 30).mapToObj(tens -> new Price(10 * tens)).toList();
  }

  /** Draws a straight line through what was sold at which price. */
  static Demand demand(Sales sales) {
    double cents = sales.days().stream().mapToInt(Day::cents).average().orElse(0);
    double cups = sales.days().stream().mapToInt(Day::cups).average().orElse(0);
    double together = 0;
    double spread = 0;
    for (Day day : sales.days()) {
      together += (day.cents() - cents) * (day.cups() - cups);
      spread += (day.cents() - cents) * (day.cents() - cents);
    }
    double lostPerCent = spread == 0 ? 0 : -together / spread;
    return new Demand(cups + lostPerCent * cents, lostPerCent, sales.days().size());
  }

  static Metrics profit(Demand demand, Price price) {
    double euros = demand.cupsAt(price) * (price.cents() - COST_IN_CENTS) / 100;
    return Metrics.of(Quickstart.PROFIT, euros, Math.max(1, demand.days()));
  }
}
