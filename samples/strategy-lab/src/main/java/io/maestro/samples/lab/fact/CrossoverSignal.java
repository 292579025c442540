package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Crossing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The first day on which a fast average stands on the other side of a slow one. */
public record CrossoverSignal(LocalDate date, Kind kind) {
  /** Which way the fast average went. */
  public enum Kind {
    /** Above the slow one. */
    GOLDEN,
    /** Below the slow one. */
    DEATH
  }

  /** The crossings of the averages of 50 and 200 values. */
  public static List<CrossoverSignal> of50And200(Prices prices) {
    return of(prices, 50, 200);
  }

  static List<CrossoverSignal> of(Prices prices, int fast, int slow) {
    int[] order = Crossing.order(prices, fast, slow);
    List<CrossoverSignal> signals = new ArrayList<>();
    for (int day = 1; day < order.length; day++) {
      if (order[day - 1] * order[day] < 0) {
        Kind kind = order[day] > 0 ? Kind.GOLDEN : Kind.DEATH;
        signals.add(new CrossoverSignal(prices.date(day), kind));
      }
    }
    return List.copyOf(signals);
  }
}
