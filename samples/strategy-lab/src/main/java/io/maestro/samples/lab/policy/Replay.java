package io.maestro.samples.lab.policy;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Succession;
import io.maestro.samples.lab.rule.Trades;
import java.util.List;

/**
 * How a policy fared over the past.
 *
 * @param policy the policy
 * @param current the rule that was current at the close before each day traded
 * @param turns what the loop decided, other than to leave things as they are
 * @param ticks how often it looked
 * @param trades the days, traded on paper with the rule current at the close before
 */
public record Replay(
    Policy policy, List<Rule> current, List<Turn> turns, long ticks, Trades trades) {
  /** Copies what it is given. */
  public Replay {
    current = List.copyOf(current);
    turns = List.copyOf(turns);
  }

  /** Trades on paper what a policy made of the prices. */
  public static Replay of(
      Policy policy, Prices prices, List<Rule> current, List<Turn> turns, long ticks) {
    Trades trades =
        current.isEmpty()
            ? Trades.NONE
            : Succession.trade(prices, prices.size() - current.size(), current);
    return new Replay(policy, current, turns, ticks, trades);
  }

  /** How often a rule was fitted anew. */
  public int optimizations() {
    return turns.size() - suppressed();
  }

  /** How often that was called for and something stood in the way. */
  public int suppressed() {
    return (int) turns.stream().filter(turn -> turn.kind() == Turn.Kind.SUPPRESSED).count();
  }

  /** How often another rule was traded from then on. */
  public int switches() {
    return Succession.switches(current);
  }

  /** The figures of all days. */
  public Performance performance() {
    return trades.performance();
  }
}
