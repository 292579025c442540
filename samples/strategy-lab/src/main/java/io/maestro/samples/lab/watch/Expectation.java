package io.maestro.samples.lab.watch;

import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.WalkForward;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The Sharpe ratio of each day's latest year, beside what the rules traded in that year had
 * promised on the days they were fitted on.
 *
 * <p>A year's ratio of a rule that keeps its promise still varies; nine of ten such years lie
 * within the band. The error of a ratio is Lo's, "The Statistics of Sharpe Ratios", 2002.
 *
 * @param dates the days
 * @param observed the ratio of the year until each day; NaN before there was a whole one
 * @param promised what had been promised, averaged over that year; NaN as before
 * @param low the lower end of the band
 * @param high the upper end of the band
 */
public record Expectation(
    List<LocalDate> dates,
    List<Double> observed,
    List<Double> promised,
    List<Double> low,
    List<Double> high) {
  /** Deviations on either side of the middle that hold nine of ten normal values. */
  private static final double NINE_OF_TEN = 1.6448536269514722;

  /** Copies what it is given. */
  public Expectation {
    dates = List.copyOf(dates);
    observed = List.copyOf(observed);
    promised = List.copyOf(promised);
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  /** What a walk forward promised and kept on its first so many days. */
  public static Expectation of(WalkForward walk, int days) {
    List<LocalDate> dates = walk.trades().dates().subList(0, days);
    List<Double> promised = averaged(promises(walk.fits(), dates));
    return new Expectation(
        dates,
        Performance.rollingSharpe(walk.trades().returns().subList(0, days)),
        promised,
        promised.stream().map(ratio -> ratio - NINE_OF_TEN * error(ratio)).toList(),
        promised.stream().map(ratio -> ratio + NINE_OF_TEN * error(ratio)).toList());
  }

  /** The days of which it can be said whether they keep what was promised. */
  public int judged() {
    return (int) promised.stream().filter(Double::isFinite).count();
  }

  /** The days on which the ratio is below the band. */
  public int below() {
    int below = 0;
    for (int day = 0; day < dates.size(); day++) {
      below += isBelow(day) ? 1 : 0;
    }
    return below;
  }

  /** Whether a day's ratio is below the band. */
  public boolean isBelow(int day) {
    return observed.get(day) < low.get(day);
  }

  /** The error of the ratio of one year. */
  private static double error(double ratio) {
    return StrictMath.sqrt(1 + ratio * ratio / (2 * Performance.YEAR));
  }

  private static List<Double> promises(List<FoldFit> fits, List<LocalDate> dates) {
    List<Double> promises = new ArrayList<>(dates.size());
    int fold = 0;
    for (LocalDate date : dates) {
      while (date.isAfter(fits.get(fold).testTo())) {
        fold++;
      }
      promises.add(fits.get(fold).inSample().sharpe());
    }
    return promises;
  }

  private static List<Double> averaged(List<Double> daily) {
    List<Double> averaged = new ArrayList<>(daily.size());
    for (int end = 1; end <= daily.size(); end++) {
      averaged.add(
          end < Performance.YEAR ? Double.NaN : mean(daily.subList(end - Performance.YEAR, end)));
    }
    return averaged;
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }
}
