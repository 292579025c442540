package io.maestro.samples.lab.fact;

import io.maestro.samples.lab.data.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One number per calendar year. */
public final class YearlyFigures {
  private YearlyFigures() {}

  /** The mean of each year's values. */
  public static SortedMap<Integer, Double> averages(Prices prices) {
    SortedMap<Integer, Double> averages = new TreeMap<>();
    byYear(prices).forEach((year, values) -> averages.put(year, mean(values)));
    return averages;
  }

  /** The last value of each year over the last of the year before, less one, in percent. */
  public static SortedMap<Integer, Double> returns(Prices prices) {
    SortedMap<Integer, Double> returns = new TreeMap<>();
    var years = byYear(prices);
    years.forEach(
        (year, values) -> {
          List<Double> before = years.get(year - 1);
          if (before != null) {
            returns.put(year, 100 * (last(values) / last(before) - 1));
          }
        });
    return returns;
  }

  private static SortedMap<Integer, List<Double>> byYear(Prices prices) {
    SortedMap<Integer, List<Double>> years = new TreeMap<>();
    for (int day = 0; day < prices.size(); day++) {
      years
          .computeIfAbsent(prices.date(day).getYear(), y -> new ArrayList<>())
          .add(prices.value(day));
    }
    return years;
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }
}
