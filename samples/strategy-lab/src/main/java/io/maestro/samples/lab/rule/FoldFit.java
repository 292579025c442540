package io.maestro.samples.lab.rule;

import java.time.LocalDate;

/** What a fold chose, and how that did on the days it had not seen. */
public record FoldFit(
    LocalDate trainFrom,
    LocalDate trainTo,
    LocalDate testFrom,
    LocalDate testTo,
    Score inSample,
    double outOfSampleSharpe) {
  /** Tests the rule that scored best on the fold's training days. */
  public static FoldFit of(Fold fold, Score best) {
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
