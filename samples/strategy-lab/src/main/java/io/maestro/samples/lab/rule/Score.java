package io.maestro.samples.lab.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A rule and its Sharpe ratio on some days. */
public record Score(Rule rule, double sharpe) {
  /** The best of some; the first of equals; none where no ratio is defined. */
  public static Optional<Score> best(Collection<Score> scores) {
    return scores.stream()
        .filter(score -> !Double.isNaN(score.sharpe))
        .reduce((a, b) -> Comparator.comparingDouble(Score::sharpe).compare(a, b) >= 0 ? a : b);
  }
}
