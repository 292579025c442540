package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Rule;
import java.time.LocalDate;
import java.util.List;

/**
 * What was known to work in a regime on a date: where to start from, and no evidence for anything.
 *
 * @param rules the rules to start from, the most trusted first; none if nothing was known
 */
public record Warmth(Regime regime, LocalDate asOf, List<Trusted> rules) {
  /** Copies what it is given. */
  public Warmth {
    rules = List.copyOf(rules);
  }

  /** Asks what was known, in a step: knowledge is something from outside. */
  static Warmth of(FlowContext flow, Regime regime, LocalDate asOf) {
    return flow.step(
        "consult",
        Warmth.class,
        step -> of(regime, asOf, step.knowledge().query(Recollection.of(regime, asOf))));
  }

  /** What an answer of the knowledge base says. */
  public static Warmth of(Regime regime, LocalDate asOf, KnowledgeBundle answer) {
    return new Warmth(regime, asOf, Recollection.trusted(answer));
  }

  /** The rule to start from: the most trusted one, else the classic. */
  public Rule start() {
    return rules.isEmpty() ? Rule.initial() : rules.get(0).rule();
  }

  /** The rules to try: those that were trusted, or all if none was. */
  List<Crossover> toTry() {
    return rules.isEmpty()
        ? Crossover.grid()
        : Rule.grid().stream().filter(this::isTrusted).map(Crossover::of).toList();
  }

  private boolean isTrusted(Rule rule) {
    return rules.stream().anyMatch(trusted -> trusted.rule().equals(rule));
  }

  /** Why one would start there. */
  public String words() {
    if (rules.isEmpty()) {
      return "the classic";
    }
    Trusted best = rules.get(0);
    return "%s gained in %d of %d stretches of the regime '%s'"
        .formatted(
            best.rule().label(), best.inFavour(), best.inFavour() + best.against(), regime.words());
  }
}
