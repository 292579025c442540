package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Crossing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the regime of each day from nothing later than that day.
 *
 * <p>A new regime counts only once it has lasted {@value #CONFIRMED} days: the raw one flickers.
 */
public final class Regimes {
  private static final int TREND = 200;
  private static final int CONFIRMED = 10;

  private Regimes() {}

  /** The confirmed regime of each day. */
  public static List<Regime> of(Prices prices) {
    List<Regime> raw = raw(prices);
    List<Regime> confirmed = new ArrayList<>(raw.size());
    Regime now = Regime.UNKNOWN;
    int lasting = 0;
    for (int day = 0; day < raw.size(); day++) {
      lasting = day > 0 && raw.get(day) == raw.get(day - 1) ? lasting + 1 : 1;
      now = lasting >= CONFIRMED ? raw.get(day) : now;
      confirmed.add(now);
    }
    return List.copyOf(confirmed);
  }

  /** The confirmed regime of the last day. */
  public static Regime last(Prices prices) {
    return of(prices).get(prices.size() - 1);
  }

  /** The confirmed regime of each date. */
  public static Map<LocalDate, Regime> byDate(Prices prices) {
    List<Regime> regimes = of(prices);
    Map<LocalDate, Regime> byDate = new HashMap<>();
    for (int day = 0; day < regimes.size(); day++) {
      byDate.put(prices.date(day), regimes.get(day));
    }
    return byDate;
  }

  /** The regime of each day as it looks on that day alone. */
  public static List<Regime> raw(Prices prices) {
    int[] trend = Crossing.order(prices, 1, TREND);
    int[] volatility = Volatility.order(prices);
    List<Regime> raw = new ArrayList<>(trend.length);
    for (int day = 0; day < trend.length; day++) {
      raw.add(Regime.of(trend[day], volatility[day]));
    }
    return List.copyOf(raw);
  }
}
