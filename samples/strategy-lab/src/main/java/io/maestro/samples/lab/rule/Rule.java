package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The crossover rule: long while the fast average is above the slow one, short while it is below.
 *
 * <p>Long <em>and</em> short, so that an upward drift alone, which holding would have earned as
 * well, does not pass for an edge.
 *
 * @param fast how many values the fast average spans
 * @param slow how many values the slow average spans
 */
public record Rule(int fast, int slow) implements Signal {
  /** The first days of a series, which warm the averages up and are never measured. */
  public static final int WARM_UP = 200;

  private static final List<Integer> FAST = List.of(3, 5, 10, 15, 20, 30, 40, 50);
  private static final List<Integer> SLOW = List.of(60, 70, 80, 100, 120, 140, 160, 180, WARM_UP);

  /** Refuses averages that can't cross or do not warm up in time. */
  public Rule {
    if (fast < 1 || fast >= slow || slow > WARM_UP) {
      throw new IllegalArgumentException(
          "1 <= fast < slow <= " + WARM_UP + ": " + fast + ", " + slow);
    }
  }

  /** The rule before anything was learned. */
  public static Rule initial() {
    return new Rule(50, WARM_UP);
  }

  /** Every rule that is tried, slow by slow within fast by fast. */
  public static List<Rule> grid() {
    return FAST.stream().flatMap(Rule::withFast).toList();
  }

  /** The rule of the grid with that label, if there is one. */
  public static Optional<Rule> named(String label) {
    return grid().stream().filter(rule -> rule.label().equals(label)).findFirst();
  }

  private static Stream<Rule> withFast(int fast) {
    return SLOW.stream().map(slow -> new Rule(fast, slow));
  }

  /** A short name, different for each rule. */
  public String label() {
    return fast + "x" + slow;
  }

  @Override
  public int[] positions(Prices prices) {
    return Crossing.order(prices, fast, slow);
  }

  /** What the rule would have earned on the days after the warm-up, at so many times the costs. */
  public Performance measure(Prices prices, double costMultiplier) {
    return trade(prices, costMultiplier).performance();
  }

  /** The same, day by day. */
  public Trades trade(Prices prices, double costMultiplier) {
    return Trades.of(prices, this, costMultiplier);
  }
}
