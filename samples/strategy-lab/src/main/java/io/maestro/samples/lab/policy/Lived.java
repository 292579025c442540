package io.maestro.samples.lab.policy;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What has to be recorded of a replay; the rest follows from it and the prices.
 *
 * @param policy the policy
 * @param spells the rules that were current, one after the other
 * @param turns what the loop decided, other than to leave things as they are
 * @param ticks how often it looked
 */
public record Lived(Policy policy, List<Spell> spells, List<Turn> turns, long ticks) {
  /** Copies what it is given. */
  public Lived {
    spells = List.copyOf(spells);
    turns = List.copyOf(turns);
  }

  /**
   * A rule and how long it was current.
   *
   * @param rule the rule
   * @param days at how many closes in a row
   */
  public record Spell(Rule rule, int days) {}

  /** What has to be recorded of a replay. */
  public static Lived of(Replay replay) {
    return new Lived(replay.policy(), spells(replay.current()), replay.turns(), replay.ticks());
  }

  private static List<Spell> spells(List<Rule> current) {
    List<Spell> spells = new ArrayList<>();
    for (Rule rule : current) {
      int last = spells.size() - 1;
      if (last >= 0 && spells.get(last).rule().equals(rule)) {
        spells.set(last, new Spell(rule, spells.get(last).days() + 1));
      } else {
        spells.add(new Spell(rule, 1));
      }
    }
    return spells;
  }

  /** The replay, on the prices that it was made on. */
  public Replay on(Prices prices) {
    List<Rule> current = new ArrayList<>();
    spells.forEach(spell -> current.addAll(Collections.nCopies(spell.days(), spell.rule())));
    return Replay.of(policy, prices, current, turns, ticks);
  }
}
