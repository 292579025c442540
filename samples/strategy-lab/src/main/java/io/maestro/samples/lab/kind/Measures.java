package io.maestro.samples.lab.kind;

import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.samples.lab.rule.Performance;
import java.util.List;

/** The metrics of the lab, by name. */
public final class Measures {
  /** What was earned for the risk, for a year. */
  public static final MetricKey SHARPE = MetricKey.higherIsBetter("sharpe", "");

  /** The deepest fall from a peak, a share of one. */
  public static final MetricKey DRAWDOWN = MetricKey.lowerIsBetter("max-drawdown", "");

  /** What was earned in all, a share of one. */
  public static final MetricKey RETURN = MetricKey.higherIsBetter("total-return", "");

  private Measures() {}

  /** The figure by which rules are compared, alone: there are thousands of trials to record. */
  public static Metrics compared(Performance performance) {
    return known(Metrics.none(), SHARPE, performance.sharpe(), performance.samples());
  }

  /** The figures of some days' trading; what could not be told is missing. */
  public static Metrics of(Performance performance) {
    int days = performance.samples();
    Metrics fallen = known(compared(performance), DRAWDOWN, performance.maxDrawdown(), days);
    return known(fallen, RETURN, performance.totalReturn(), days);
  }

  /** How an account stands: the ratio of its latest year, and how far it has fallen. */
  static Metrics of(PaperAccount account, List<Double> returns) {
    int days = account.days();
    List<Double> year = returns.subList(Math.max(0, days - Performance.YEAR), days);
    return known(Metrics.none(), SHARPE, Performance.sharpe(year), year.size())
        .with(DRAWDOWN, account.deepest(), days + 1L); // the opening is an observation, too
  }

  private static Metrics known(Metrics metrics, MetricKey key, double value, int samples) {
    return Double.isFinite(value) && samples > 0 ? metrics.with(key, value, samples) : metrics;
  }
}
