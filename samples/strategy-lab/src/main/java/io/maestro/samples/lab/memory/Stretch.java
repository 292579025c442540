package io.maestro.samples.lab.memory;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.rule.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days one after the other on which the regime known at the close before was the same.
 *
 * @param regime that regime
 * @param from the first of the days
 * @param to the day after the last of them, which may be the end of the data
 */
public record Stretch(Regime regime, int from, int to) {
  /** What lasts for less than a month tells nothing. */
  private static final int SHORTEST = 21;

  /** The stretches of a series after its warm-up, in order, but for the short ones. */
  public static List<Stretch> of(Prices prices) {
    List<Regime> known = Regimes.of(prices);
    List<Stretch> stretches = new ArrayList<>();
    int from = Rule.WARM_UP;
    for (int day = from + 1; day <= prices.size(); day++) {
      if (day == prices.size() || known.get(day - 1) != known.get(from - 1)) {
        stretches.add(new Stretch(known.get(from - 1), from, day));
        from = day;
      }
    }
    return stretches.stream().filter(Stretch::tellsSomething).toList();
  }

  private boolean tellsSomething() {
    return regime != Regime.UNKNOWN && to - from >= SHORTEST;
  }

  /** The number of days. */
  public int days() {
    return to - from;
  }

  /** The last of the days: nothing of this could be known before its close. */
  public LocalDate last(Prices prices) {
    return prices.date(to - 1);
  }
}
