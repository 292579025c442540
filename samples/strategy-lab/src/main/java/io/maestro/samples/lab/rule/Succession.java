package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trading of somebody who takes another rule now and then: each day is traded with the rule
 * that was current at the close before. Whoever takes a rule that stands the same way pays nothing.
 */
public final class Succession {
  private Succession() {}

  /**
   * Trades some days.
   *
   * @param first the first day that is traded
   * @param current the rule at the close of the day before it, and at each close after that; as
   *     many days are traded as there are rules
   */
  public static Trades trade(Prices prices, int first, List<Rule> current) {
    Map<Rule, int[]> positions = new HashMap<>();
    int last = first + current.size();
    Signal followed =
        all -> {
          int[] known = new int[all.size()];
          for (int day = first - 1; day < last - 1; day++) {
            Rule rule = current.get(day - first + 1);
            known[day] = positions.computeIfAbsent(rule, r -> r.positions(all))[day];
          }
          return known;
        };
    return Trades.of(prices.until(last), followed, 1).from(first - Rule.WARM_UP);
  }

  /** How often another rule was taken. */
  public static int switches(List<Rule> current) {
    int switches = 0;
    for (int close = 1; close < current.size(); close++) {
      switches += current.get(close).equals(current.get(close - 1)) ? 0 : 1;
    }
    return switches;
  }
}
