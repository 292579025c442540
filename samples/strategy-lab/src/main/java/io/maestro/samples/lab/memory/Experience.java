package io.maestro.samples.lab.memory;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import java.time.LocalDate;
import java.util.List;

/**
 * What a rule earned in a stretch of one regime, costs paid.
 *
 * @param observedOn the last day of the stretch: nobody knew it before
 */
public record Experience(Regime regime, Rule rule, LocalDate observedOn, Performance earned) {
  /** What every rule earned in a stretch, in the order of the grid. */
  public static List<Experience> of(Prices prices, Stretch stretch) {
    Prices days = prices.slice(stretch.from() - Rule.WARM_UP, stretch.to());
    LocalDate last = stretch.last(prices);
    return Rule.grid().stream()
        .map(rule -> new Experience(stretch.regime(), rule, last, rule.measure(days, 1)))
        .toList();
  }

  /** Whether it speaks for the rule. */
  public boolean speaksFor() {
    return earned.totalReturn() > 0;
  }
}
