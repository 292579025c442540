package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a walk forward: days to fit on, and the days right after them to test on. Both carry
 * {@link Rule#WARM_UP} earlier days in front, which are not measured.
 *
 * @param number counted from 1
 */
public record Fold(int number, Prices train, Prices test) {
  /** How many years a rule is fitted on. */
  public static final int TRAIN_YEARS = 4;

  /** How many years after them it is tested on. */
  public static final int TEST_YEARS = 1;

  /** A shorter rest at the end of the data makes no fold of its own. */
  private static final int SHORTEST_TEST = Performance.YEAR / 4;

  /** The folds of a series, a year being {@value Performance#YEAR} days of data. */
  public static List<Fold> of(Prices prices) {
    int train = TRAIN_YEARS * Performance.YEAR;
    int test = TEST_YEARS * Performance.YEAR;
    List<Fold> folds = new ArrayList<>();
    for (int start = Rule.WARM_UP + train; start + SHORTEST_TEST <= prices.size(); start += test) {
      int end = Math.min(start + test, prices.size());
      folds.add(
          new Fold(
              folds.size() + 1,
              prices.slice(start - train - Rule.WARM_UP, start),
              prices.slice(start - Rule.WARM_UP, end)));
    }
    return List.copyOf(folds);
  }

  /** The first day that is fitted on. */
  public LocalDate trainFrom() {
    return train.date(Rule.WARM_UP);
  }

  /** The last day that is fitted on. */
  public LocalDate trainTo() {
    return train.last();
  }

  /** The first day that is tested on. */
  public LocalDate testFrom() {
    return test.date(Rule.WARM_UP);
  }

  /** The last day that is tested on. */
  public LocalDate testTo() {
    return test.last();
  }
}
