package io.maestro.samples.lab.page;

import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.watch.Expectation;
import java.util.ArrayList;
import java.util.List;

/** What each year on paper brought, in the band of what had been promised. */
final class ExpectationChart {
  private static final int HEIGHT = 300;
  private static final int DEPTH = 250;

  private final Expectation expectation;
  private final Plot plot;
  private final Svg svg;

  private ExpectationChart(Expectation expectation) {
    this.expectation = expectation;
    svg =
        new Svg(
            Plot.WIDTH,
            HEIGHT,
            "Sharpe ratio of the latest year, and what had been promised",
            expectation.below() + " of " + expectation.judged() + " days are below the band");
    plot = new Plot(svg, 12, DEPTH, expectation.dates().size(), Axis.around(values(expectation)));
  }

  static Svg of(Expectation expectation) {
    ExpectationChart chart = new ExpectationChart(expectation);
    chart.shortfalls();
    int first = Performance.YEAR - 1;
    chart.plot.band("band", first, tail(expectation.low()), tail(expectation.high()));
    chart.plot.scales(expectation.dates());
    chart.svg.line("zero", chart.plot.x(0), chart.plot.y(0), Plot.WIDTH - 16.0, chart.plot.y(0));
    chart.plot.curve("promise", first, tail(expectation.promised()));
    chart.plot.curve("rule", first, tail(expectation.observed()));
    return chart.svg;
  }

  /** Shades the days on which less was kept than chance explains. */
  private void shortfalls() {
    int days = expectation.dates().size();
    int start = -1;
    for (int day = 0; day <= days; day++) {
      boolean below = day < days && expectation.isBelow(day);
      if (below && start < 0) {
        start = day;
      } else if (!below && start >= 0) {
        String hint = "below the band from " + expectation.dates().get(start);
        plot.shade("shortfall", start, Math.min(day, days - 1), hint);
        start = -1;
      }
    }
  }

  private static List<Double> tail(List<Double> daily) {
    return daily.subList(Performance.YEAR - 1, daily.size());
  }

  private static List<Double> values(Expectation expectation) {
    List<Double> values = new ArrayList<>(tail(expectation.observed()));
    values.addAll(tail(expectation.low()));
    values.addAll(tail(expectation.high()));
    values.add(0.0);
    values.removeIf(value -> value.isNaN());
    return values;
  }
}
