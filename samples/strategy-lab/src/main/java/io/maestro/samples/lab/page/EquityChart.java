package io.maestro.samples.lab.page;

import io.maestro.samples.lab.rule.Equity;
import io.maestro.samples.lab.rule.Trades;
import java.util.ArrayList;
import java.util.List;

/** What one unit became under the rule and by holding, and how far each was below its peak. */
final class EquityChart {
  private static final int HEIGHT = 470;
  private static final int UPPER = 260;
  private static final int LOWER = 130;

  private EquityChart() {}

  static Svg of(Trades trades) {
    List<Double> rule = Equity.of(trades.returns());
    List<Double> held = Equity.of(trades.changes());
    Svg svg =
        new Svg(
            Plot.WIDTH,
            HEIGHT,
            "Equity of the rule and of holding, and their falls from a peak",
            trades.size() + " days that no rule was fitted on");
    Axis money = Axis.aroundPositive(both(rule, held));
    Plot equity = new Plot(svg, 12, UPPER, trades.size(), money);
    equity.values();
    equity.curve("held", held);
    equity.curve("rule", rule);
    falls(svg, trades, fallsOf(rule), fallsOf(held));
    return svg;
  }

  private static void falls(Svg svg, Trades trades, List<Double> rule, List<Double> held) {
    Axis axis = new Axis(Math.min(-1, Axis.around(both(rule, held)).low()), 0, Axis.Spacing.EVEN);
    Plot falls = new Plot(svg, UPPER + 40, LOWER, trades.size(), axis);
    falls.scales(trades.dates());
    falls.hang("held-fall", held);
    falls.hang("rule-fall", rule);
    svg.text("tick", Svg.Anchor.START, 70, UPPER + 32, "fall from the peak, in percent");
  }

  private static List<Double> fallsOf(List<Double> equity) {
    return Equity.underwater(equity).stream().map(fall -> -100 * fall).toList();
  }

  private static List<Double> both(List<Double> one, List<Double> other) {
    List<Double> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
