package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of some days' trading.
 *
 * @param sharpe mean over deviation of the daily returns, for a year of 252 days; NaN if undefined
 * @param maxDrawdown the deepest fall of the equity from a peak, 0 to 1
 * @param totalReturn the equity at the end, less one
 * @param switches how often the position changed
 * @param samples how many days
 */
public record Performance(
    double sharpe, double maxDrawdown, double totalReturn, int switches, int samples) {
  /** The days of a year, where a year is counted in days of trading. */
  public static final int YEAR = 252;

  static Performance of(List<Double> returns, int switches) {
    List<Double> equity = Equity.of(returns);
    double total = equity.isEmpty() ? 0 : equity.get(equity.size() - 1) - 1;
    return new Performance(
        sharpe(returns), Equity.deepestFall(equity), total, switches, returns.size());
  }

  /** The annualised Sharpe ratio of each day's latest year; NaN before there was a whole one. */
  public static List<Double> rollingSharpe(List<Double> returns) {
    List<Double> rolling = new ArrayList<>(returns.size());
    for (int end = 1; end <= returns.size(); end++) {
      rolling.add(end < YEAR ? Double.NaN : sharpe(returns.subList(end - YEAR, end)));
    }
    return rolling;
  }

  /** The annualised Sharpe ratio of daily returns; NaN if they never differ. */
  public static double sharpe(List<Double> returns) {
    return Moments.of(returns).sharpe() * StrictMath.sqrt(YEAR);
  }
}
