package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.page.Svg.px;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.CrossoverSignal;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import java.util.List;
import java.util.Locale;

/** The price with its regimes behind it and the crossings of its averages on it. */
final class PriceChart {
  private static final int HEIGHT = 380;
  private static final int MARK = 6;

  private final Prices prices;
  private final List<CrossoverSignal> signals;
  private final Svg svg;
  private final Plot plot;

  private PriceChart(Prices prices) {
    this.prices = prices;
    signals = CrossoverSignal.of50And200(prices);
    svg =
        new Svg(
            Plot.WIDTH,
            HEIGHT,
            "Price of " + prices.column() + " with regimes and crossings",
            prices.first() + " to " + prices.last() + ", " + signals.size() + " crossings");
    plot = new Plot(svg, 12, HEIGHT - 44, prices.size(), Axis.aroundPositive(prices.values()));
  }

  static Svg of(Prices prices) {
    PriceChart chart = new PriceChart(prices);
    chart.shadeRegimes(Regimes.of(prices));
    chart.plot.scales(prices.dates());
    chart.plot.curve("price", prices.values());
    chart.signals.forEach(chart::mark);
    return chart.svg;
  }

  private void shadeRegimes(List<Regime> regimes) {
    int start = 0;
    for (int day = 1; day <= regimes.size(); day++) {
      if (day == regimes.size() || regimes.get(day) != regimes.get(start)) {
        Regime regime = regimes.get(start);
        String hint = regime.words() + ", from " + prices.date(start);
        plot.shade(kind(regime), start, Math.min(day, regimes.size() - 1), hint);
        start = day;
      }
    }
  }

  static String kind(Regime regime) {
    return "regime-" + regime.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A triangle: upward below the price for golden, downward above it for death. */
  private void mark(CrossoverSignal signal) {
    int day = prices.dates().indexOf(signal.date());
    boolean golden = signal.kind() == CrossoverSignal.Kind.GOLDEN;
    double side = golden ? 1 : -1;
    double x = plot.x(day);
    double tip = plot.y(prices.value(day)) + side * MARK;
    String foot = px(tip + side * 2 * MARK);
    svg.path(
        golden ? "golden" : "death",
        "M%s %sL%s %sL%s %sZ".formatted(px(x), px(tip), px(x - MARK), foot, px(x + MARK), foot));
  }
}
