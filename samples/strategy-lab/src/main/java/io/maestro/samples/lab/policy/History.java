package io.maestro.samples.lab.policy;

import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.run.Page;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyCatalogue;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a loop decided, read from its record.
 *
 * @param rules the rule that was current from each moment on
 * @param turns the decisions other than to leave things as they are, in order
 * @param ticks how often the loop looked
 */
record History(NavigableMap<Instant, Rule> rules, List<Turn> turns, long ticks) {
  private static final int PAGE = 1_000;

  /** Reads it, from the first version on. */
  static History of(
      OptimizationLoop<Rule> loop,
      StrategyCatalogue strategies,
      VirtualTime time,
      Strategy<Rule> first) {
    NavigableMap<Instant, Rule> rules = new TreeMap<>();
    rules.put(Instant.MIN, first.spec());
    List<Turn> turns = new ArrayList<>();
    List<OptimizationDecision> decisions = decisions(loop, time);
    for (OptimizationDecision decision : decisions) {
      Rule before = rules.lastEntry().getValue();
      if (decision.result().end() == End.ACCEPTED) {
        StrategyRef next = decision.result().version().orElseThrow();
        rules.put(
            decision.tick().at(), time.get(strategies.find(next, Rule.class)).orElseThrow().spec());
      }
      if (decision.choice() != Choice.HOLD) {
        turns.add(turn(decision, before, rules.lastEntry().getValue()));
      }
    }
    return new History(rules, turns, decisions.size());
  }

  private static List<OptimizationDecision> decisions(
      OptimizationLoop<Rule> loop, VirtualTime time) {
    List<OptimizationDecision> all = new ArrayList<>();
    Page<OptimizationDecision> page;
    do {
      long last = all.isEmpty() ? 0 : all.get(all.size() - 1).tick().number();
      page = time.get(loop.decisions(last, PAGE));
      all.addAll(page.items());
    } while (page.more());
    return all;
  }

  private static Turn turn(OptimizationDecision decision, Rule before, Rule after) {
    Turn.Kind kind =
        decision.choice() == Choice.SUPPRESSED
            ? Turn.Kind.SUPPRESSED
            : before.equals(after) ? Turn.Kind.KEPT : Turn.Kind.SWITCHED;
    return new Turn(Close.latest(decision.tick().at()), kind, after, decision.reason());
  }

  /** The rules that were current at some moments. */
  List<Rule> current(List<Instant> moments) {
    return moments.stream().map(moment -> rules.floorEntry(moment).getValue()).toList();
  }
}
