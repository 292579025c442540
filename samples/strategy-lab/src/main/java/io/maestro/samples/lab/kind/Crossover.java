package io.maestro.samples.lab.kind;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Signal;
import java.util.List;

/**
 * The specification of a strategy: the rule to trade with, and how it was come by. The latter is a
 * part of it because who trades past days must use the rule that was known then.
 *
 * @param rule what one would trade next
 * @param fits what each fold of the walk forward chose; none before there was one
 */
public record Crossover(Rule rule, List<FoldFit> fits) implements Signal {
  /** Copies what it is given. */
  public Crossover {
    fits = List.copyOf(fits);
  }

  /** Any rule that nothing is known of yet. */
  public static Crossover of(Rule rule) {
    return new Crossover(rule, List.of());
  }

  /** The rule that the last of some folds chose. */
  public static Crossover fitted(List<FoldFit> fits) {
    return new Crossover(fits.get(fits.size() - 1).rule(), fits);
  }

  /** Every rule that is tried. */
  public static List<Crossover> grid() {
    return Rule.grid().stream().map(Crossover::of).toList();
  }

  /** The rule's short name. */
  public String label() {
    return rule.label();
  }

  @Override
  public int[] positions(Prices prices) {
    return rule.positions(prices);
  }
}
