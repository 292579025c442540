package io.maestro.samples.lab.rule;

import java.util.List;

/**
 * A walk forward as a whole: the test days of all folds, one after the other, each traded with the
 * rule its fold had chosen before. Every fold enters anew and pays for it.
 *
 * @param fits what each fold chose
 * @param trades the test days at ordinary costs
 * @param stressed the test days at doubled costs
 */
public record WalkForward(List<FoldFit> fits, Trades trades, Trades stressed) {
  private static final double STRESS = 2;

  /** Copies what it is given. */
  public WalkForward {
    fits = List.copyOf(fits);
  }

  /** Joins the folds, each with its fit, in the same order. */
  public static WalkForward of(List<Fold> folds, List<FoldFit> fits) {
    if (folds.isEmpty() || folds.size() != fits.size()) {
      throw new IllegalArgumentException(
          "one fit per fold: " + fits.size() + " of " + folds.size());
    }
    return new WalkForward(fits, join(folds, fits, 1), join(folds, fits, STRESS));
  }

  /** The rule that the last fold chose: what one would trade next. */
  public Rule latest() {
    return fits.get(fits.size() - 1).rule();
  }

  private static Trades join(List<Fold> folds, List<FoldFit> fits, double costMultiplier) {
    Trades all = Trades.NONE;
    for (int i = 0; i < folds.size(); i++) {
      all = all.then(fits.get(i).rule().trade(folds.get(i).test(), costMultiplier));
    }
    return all;
  }
}
