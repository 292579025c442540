package io.maestro.samples.lab.check;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Neighbourhood;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;

/** The checks which a developed rule has to pass, each a function of the evidence alone. */
public final class Examination {
  /** The least deflated Sharpe ratio that passes. */
  public static final double DEFLATED_NEEDED = 0.95;

  private static final int FEWEST_SAMPLES = 250;

  private static final Limit SHARPE = Limit.atLeast(0.3);
  private static final Limit DRAWDOWN = Limit.atMost(0.35).failingAt(0.6);
  private static final Limit DEFLATED = Limit.atLeast(DEFLATED_NEEDED);
  private static final Limit OVERFITTING = Limit.atMost(0.5);
  private static final double HARMLESS = 0.25;
  private static final Limit STRESSED = Limit.atLeast(0);
  private static final Limit CHANCE = Limit.atMost(0.05);
  private static final Limit TIMING = Limit.atMost(0.05).warning();
  private static final Limit STEADY = Limit.atLeast(0.5).warning();

  private Examination() {}

  /** All checks, in the order in which they are reported. */
  public static List<Finding> of(Prices prices, WalkForward walkForward, Evidence evidence) {
    Rule rule = walkForward.latest();
    return List.of(
        outOfSample(walkForward.trades().performance()),
        drawdown(walkForward.trades().performance()),
        deflatedSharpe(evidence),
        overfittingProbability(evidence),
        LookAhead.examine(prices, rule),
        costStress(walkForward.stressed().performance()),
        bootstrap(evidence),
        randomEntry(evidence),
        plateau(evidence, rule));
  }

  /** Whether every check lets the rule go on. */
  public static boolean passed(List<Finding> findings) {
    return findings.stream().allMatch(finding -> finding.verdict().goesOn());
  }

  /** The walk forward must have earned something for its risk, over enough days. */
  public static Finding outOfSample(Performance trades) {
    double sharpe = trades.samples() < FEWEST_SAMPLES ? Double.NaN : trades.sharpe();
    return SHARPE.judge(
        "out-of-sample", sharpe, "Sharpe ratio on " + trades.samples() + " days not fitted on");
  }

  /** The walk forward must not have lost more than one can bear. */
  public static Finding drawdown(Performance trades) {
    double deepest = trades.samples() == 0 ? Double.NaN : trades.maxDrawdown();
    return DRAWDOWN.judge("drawdown", deepest, "deepest fall from a peak on those days");
  }

  /** The ratio must be more than the best of so many tries would bring without skill. */
  public static Finding deflatedSharpe(Evidence evidence) {
    return DEFLATED.judge(
        "deflated-sharpe",
        evidence.deflatedSharpe(),
        "probability that this is not the luck of " + evidence.grid().size() + " rules tried");
  }

  /**
   * What is best on some days must not be worse than most on the others; only a warning where it
   * hardly ever loses there, as on a plateau neighbours change places without any harm.
   */
  public static Finding overfittingProbability(Evidence evidence) {
    double loss = evidence.overfitting().lossProbability();
    Limit limit = loss <= HARMLESS ? OVERFITTING.warning() : OVERFITTING;
    return limit.judge(
        "overfitting-probability",
        evidence.overfitting().probability(),
        "share of splits in which the best rule falls behind the middle");
  }

  /** It must not live on trading for free. */
  public static Finding costStress(Performance stressed) {
    return STRESSED.judge("cost-stress", stressed.sharpe(), "Sharpe ratio at doubled costs");
  }

  /** Chance must not easily turn the gain into a loss. */
  public static Finding bootstrap(Evidence evidence) {
    return CHANCE.judge(
        "bootstrap",
        evidence.bootstrap().notPositive(),
        "share of resampled histories without a gain");
  }

  /** Entering at random should not do as well; a warning, as a steady trend needs no timing. */
  public static Finding randomEntry(Evidence evidence) {
    return TIMING.judge(
        "random-entry", evidence.randomEntry(), "share of random entry times that do as well");
  }

  /** The neighbours of the chosen rule should do nearly as well; a warning. */
  public static Finding plateau(Evidence evidence, Rule rule) {
    return STEADY.judge(
        "plateau",
        new Neighbourhood(evidence.grid()).steadiness(rule),
        "the neighbouring rules' Sharpe ratio over its own");
  }
}
