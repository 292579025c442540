package io.maestro.samples.lab;

import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.memory.Experience;
import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.memory.Stretch;
import io.maestro.samples.lab.rule.Rule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is known of rules, weighed by plain sums over a list of all that was seen. */
record PlainKnowledge(List<Experience> all) {
  private static final double HALF_LIFE_DAYS = 1_461;
  private static final int TOLD = 3;
  private static final int TRIED = 12;

  static PlainKnowledge of(Prices prices) {
    List<Experience> all = new ArrayList<>();
    Stretch.of(prices).forEach(stretch -> all.addAll(Experience.of(prices, stretch)));
    return new PlainKnowledge(all);
  }

  /** What is told of every regime. */
  List<Known> told(LocalDate asOf) {
    List<Known> told = new ArrayList<>();
    for (Regime regime : Regime.values()) {
      told.addAll(of(regime, asOf).stream().limit(TOLD).toList());
    }
    return told;
  }

  /** The rules to try in a regime, in the order of the grid. */
  List<Rule> toTry(Regime regime, LocalDate asOf) {
    List<String> trusted =
        of(regime, asOf).stream()
            .filter(known -> known.confidence() >= 0.6)
            .limit(TRIED)
            .map(Known::subject)
            .toList();
    return trusted.isEmpty()
        ? Rule.grid()
        : Rule.grid().stream().filter(rule -> trusted.contains(rule.label())).toList();
  }

  /** What is known of the rules in a regime, the most trusted first. */
  List<Known> of(Regime regime, LocalDate asOf) {
    return Rule.grid().stream()
        .map(rule -> known(regime, rule, asOf))
        .filter(known -> known.inFavour() + known.against() > 0)
        .sorted(
            Comparator.comparingDouble((Known known) -> -known.confidence())
                .thenComparing(Known::subject))
        .toList();
  }

  private Known known(Regime regime, Rule rule, LocalDate asOf) {
    int inFavour = 0;
    double weightFor = 0;
    double weightAgainst = 0;
    List<Experience> seen = seen(regime, rule, asOf);
    for (Experience piece : seen) {
      Duration age = Duration.between(Close.of(piece.observedOn()), Close.of(asOf));
      double weight = StrictMath.pow(2, -(age.toSeconds() / 86_400.0 / HALF_LIFE_DAYS));
      inFavour += piece.speaksFor() ? 1 : 0;
      weightFor += piece.speaksFor() ? weight : 0;
      weightAgainst += piece.speaksFor() ? 0 : weight;
    }
    double confidence = (1 + weightFor) / (2 + weightFor + weightAgainst);
    return new Known(
        regime.name().toLowerCase(Locale.ROOT),
        rule.label(),
        inFavour,
        seen.size() - inFavour,
        confidence,
        confidence >= 0.6 ? "supported" : confidence <= 0.4 ? "refuted" : "open");
  }

  private List<Experience> seen(Regime regime, Rule rule, LocalDate asOf) {
    return all.stream()
        .filter(piece -> piece.regime() == regime && piece.rule().equals(rule))
        .filter(piece -> !piece.observedOn().isAfter(asOf))
        .toList();
  }
}
