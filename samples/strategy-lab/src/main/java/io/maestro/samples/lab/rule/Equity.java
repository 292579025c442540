package io.maestro.samples.lab.rule;

import java.util.ArrayList;
import java.util.List;

/** What one unit of money becomes when each day's return is put to work again. */
public final class Equity {
  private Equity() {}

  /** The equity at the end of each day; it stays at zero once it got there. */
  public static List<Double> of(List<Double> returns) {
    List<Double> equity = new ArrayList<>(returns.size());
    double now = 1;
    for (double day : returns) {
      now *= Math.max(0, 1 + day);
      equity.add(now);
    }
    return equity;
  }

  /** How far each day is below the highest day until then, 0 to 1. */
  public static List<Double> underwater(List<Double> equity) {
    List<Double> falls = new ArrayList<>(equity.size());
    double peak = 1;
    for (double now : equity) {
      peak = Math.max(peak, now);
      falls.add(1 - now / peak);
    }
    return falls;
  }

  static double deepestFall(List<Double> equity) {
    double deepest = 0;
    for (double fall : underwater(equity)) {
      deepest = Math.max(deepest, fall);
    }
    return deepest;
  }
}
