package io.maestro.samples.lab.page;

import io.maestro.samples.lab.report.Figure;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.rule.Equity;
import io.maestro.samples.lab.rule.Trades;
import java.util.List;

/** The days on paper under the gate, and, fainter, those that the gate did not let happen. */
final class RehearsalChart {
  private static final int HEIGHT = 424;
  private static final int UPPER = 210;
  private static final int LOWER = 110;
  private static final int TOP = 24;

  private final Rehearsal rehearsal;
  private final Trades trades;
  private final List<Double> equity;
  private final List<Double> falls;
  private final double gate;
  private final Svg svg;

  private RehearsalChart(Rehearsal rehearsal, Trades trades, double gate) {
    this.rehearsal = rehearsal;
    this.trades = trades;
    this.gate = gate;
    equity = Equity.of(trades.returns());
    falls = Equity.underwater(equity).stream().map(fall -> -100 * fall).toList();
    svg =
        new Svg(
            Plot.WIDTH,
            HEIGHT,
            "Equity on paper, its fall from a peak, and the gate",
            rehearsal.days() + " of " + trades.size() + " days were traded");
  }

  /**
   * Draws it.
   *
   * @param gate the fall at which the gate closes, 0 to 1
   */
  static Svg of(Rehearsal rehearsal, Trades trades, double gate) {
    RehearsalChart chart = new RehearsalChart(rehearsal, trades, gate);
    chart.money();
    chart.water();
    return chart.svg;
  }

  private void money() {
    Plot plot = new Plot(svg, TOP, UPPER, trades.size(), Axis.aroundPositive(equity));
    plot.values();
    int days = rehearsal.days();
    if (days < trades.size()) {
      plot.curve("ghost", days - 1, equity.subList(days - 1, trades.size()));
      svg.line("gate", plot.x(days - 1), TOP - 4, plot.x(days - 1), TOP + UPPER + 40 + LOWER);
      closing(plot.x(days - 1));
    }
    plot.curve("rule", equity.subList(0, days));
  }

  private void closing(double x) {
    String words = "the gate closed on " + trades.dates().get(rehearsal.days() - 1);
    Svg.Anchor side = x < Plot.WIDTH / 2.0 ? Svg.Anchor.START : Svg.Anchor.END;
    svg.text("stop", side, x + (side == Svg.Anchor.START ? 6 : -6), TOP + 6, words);
  }

  private void water() {
    double low = Math.min(falls.stream().mapToDouble(d -> d).min().orElse(0), -100 * gate) - 2;
    int top = TOP + UPPER + 40;
    Plot plot = new Plot(svg, top, LOWER, trades.size(), new Axis(low, 0, Axis.Spacing.EVEN));
    plot.scales(trades.dates());
    int days = rehearsal.days();
    if (days < trades.size()) {
      plot.curve("ghost", days - 1, falls.subList(days - 1, trades.size()));
    }
    plot.hang("rule-fall", falls.subList(0, days));
    svg.line("gate", plot.x(0), plot.y(-100 * gate), Plot.WIDTH - 16.0, plot.y(-100 * gate));
    String words = "gate at −" + Figure.decimal(100 * gate, 0) + " %";
    svg.text("stop", Svg.Anchor.END, Plot.WIDTH - 18.0, plot.y(-100 * gate) - 6, words);
    svg.text("tick", Svg.Anchor.END, Plot.WIDTH - 18.0, top - 8, "fall from the peak, in percent");
  }
}
