package io.maestro.samples.lab.statistics;

import java.util.List;

/**
 * The probability that a Sharpe ratio is real although it is the best that many trials brought.
 *
 * <p>D. H. Bailey and M. Lopez de Prado, "The Deflated Sharpe Ratio: Correcting for Selection Bias,
 * Backtest Overfitting and Non-Normality", Journal of Portfolio Management 40 (5), 2014. All ratios
 * are per observation, not annualised.
 */
public final class DeflatedSharpe {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  private DeflatedSharpe() {}

  /**
   * The probability for observed returns, given the ratios of all the trials behind them.
   *
   * <p>Without skill, ratios over this many days can't vary by more than their own error; what the
   * trials vary beyond it is skill, or the lack of it, and not counted as luck.
   */
  public static double of(List<Double> returns, List<Double> trials) {
    Moments observed = Moments.of(returns);
    double deviation = Moments.of(trials).deviation();
    double luck = Math.min(deviation * deviation, 1.0 / observed.count());
    return of(observed, luck, trials.size());
  }

  /** The probability, given how many trials there were and how much their ratios varied. */
  static double of(Moments observed, double varianceOfTrials, int trials) {
    double sharpe = observed.sharpe();
    double distance = sharpe - expectedBest(varianceOfTrials, trials);
    double spread = 1 - observed.skew() * sharpe + (observed.kurtosis() - 1) / 4 * sharpe * sharpe;
    return Normal.below(distance * StrictMath.sqrt(observed.count() - 1) / StrictMath.sqrt(spread));
  }

  /** The best ratio to be expected of so many trials without any skill. */
  static double expectedBest(double varianceOfTrials, int trials) {
    double euler = EULER_MASCHERONI;
    return StrictMath.sqrt(varianceOfTrials)
        * ((1 - euler) * Normal.quantile(1 - 1.0 / trials)
            + euler * Normal.quantile(1 - 1 / (trials * StrictMath.E)));
  }
}
