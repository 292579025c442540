package io.maestro.samples.lab.rule;

import java.time.LocalDate;
import java.util.Collection;

/**
 * What a fold chose, and how that did on the days it had not seen.
 *
 * @param inSample the rule chosen, with its score; the initial one where none could be scored
 */
public record FoldFit(
    LocalDate trainFrom,
    LocalDate trainTo,
    LocalDate testFrom,
    LocalDate testTo,
    Score inSample,
    double outOfSampleSharpe) {
  /** Chooses by the scores on the training days, and tests what was chosen. */
  public static FoldFit of(Fold fold, Collection<Score> scores) {
    Score best = Score.best(scores).orElse(new Score(Rule.initial(), Double.NaN));
    return new FoldFit(
        fold.trainFrom(),
        fold.trainTo(),
        fold.testFrom(),
        fold.testTo(),
        best,
        best.rule().measure(fold.test(), 1).sharpe());
  }

  /** The rule that was chosen. */
  public Rule rule() {
    return inSample.rule();
  }
}
