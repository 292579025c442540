package io.maestro.samples.lab.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The probability that the trial which is best in sample is below the middle out of sample, by
 * combinatorially symmetric cross-validation.
 *
 * <p>D. H. Bailey, J. M. Borwein, M. Lopez de Prado and Q. J. Zhu, "The Probability of Backtest
 * Overfitting", Journal of Computational Finance, 2015.
 *
 * @param probability the share of splits with a logit below zero; a logit of zero counts half
 * @param lossProbability the share of splits in which the best trial earns nothing out of sample
 * @param logits of each split, the log-odds of the best trial's rank out of sample
 */
public record Overfitting(double probability, double lossProbability, List<Double> logits) {
  private static final int BLOCKS = 16;

  /** Copies what it is given. */
  public Overfitting {
    logits = List.copyOf(logits);
  }

  /**
   * Compares trials by their returns on the same days; NaN if there are too few of either, or none
   * ever moves.
   */
  public static Overfitting of(List<List<Double>> trials) {
    if (trials.size() < 2 || trials.get(0).size() < 2 * BLOCKS || noneMoves(trials)) {
      return new Overfitting(Double.NaN, Double.NaN, List.of());
    }
    List<SplitRank> ranks = ranks(trials.stream().map(t -> new BlockSums(t, BLOCKS)).toList());
    double splits = ranks.size();
    return new Overfitting(
        ranks.stream().mapToDouble(SplitRank::belowMiddle).reduce(0, Double::sum) / splits,
        ranks.stream().filter(SplitRank::isLoss).count() / splits,
        ranks.stream().map(SplitRank::logit).toList());
  }

  private static boolean noneMoves(List<List<Double>> trials) {
    return trials.stream().allMatch(trial -> Double.isNaN(Moments.of(trial).sharpe()));
  }

  private static List<SplitRank> ranks(List<BlockSums> trials) {
    List<SplitRank> ranks = new ArrayList<>();
    for (int half : Splits.halves(BLOCKS)) {
      int other = ~half & (1 << BLOCKS) - 1;
      double[] here = ratios(trials, half);
      double[] there = ratios(trials, other);
      ranks.add(SplitRank.of(here, there));
      ranks.add(SplitRank.of(there, here));
    }
    return ranks;
  }

  private static double[] ratios(List<BlockSums> trials, int blocks) {
    return trials.stream().mapToDouble(trial -> trial.sharpe(blocks)).toArray();
  }
}
