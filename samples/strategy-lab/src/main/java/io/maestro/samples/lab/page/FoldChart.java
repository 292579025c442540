package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.decimal;

import io.maestro.samples.lab.rule.FoldFit;
import java.util.ArrayList;
import java.util.List;

/** Two bars for each fold: what it promised on the days it was fitted on, and what it kept. */
final class FoldChart {
  private static final int HEIGHT = 346;
  private static final int DEPTH = 250;
  private static final int ROOMY = 32;
  private static final int TIGHT = 14;
  private static final int LEFT = 64;
  private static final int SPAN = Plot.WIDTH - LEFT - 16;

  private final List<FoldFit> fits;
  private final Svg svg;
  private final Plot plot;

  private FoldChart(List<FoldFit> fits) {
    this.fits = fits;
    svg =
        new Svg(
            Plot.WIDTH,
            HEIGHT,
            "Sharpe ratio in and out of sample, fold by fold",
            fits.size() + " folds, each with the lengths of the averages it chose");
    plot = new Plot(svg, 12, DEPTH, 2, Axis.around(ratios(fits)));
  }

  static Svg of(List<FoldFit> fits) {
    FoldChart chart = new FoldChart(fits);
    chart.plot.values();
    for (int i = 0; i < fits.size(); i++) {
      chart.draw(i, LEFT + (double) SPAN * i / fits.size(), (double) SPAN / fits.size());
    }
    chart.svg.line("zero", LEFT, chart.plot.y(0), LEFT + SPAN, chart.plot.y(0));
    return chart.svg;
  }

  private void draw(int number, double x, double width) {
    FoldFit fit = fits.get(number);
    String hint =
        "tested %s to %s with %s: promised %s, kept %s"
            .formatted(
                fit.testFrom(),
                fit.testTo(),
                fit.rule().label(),
                decimal(fit.inSample().sharpe(), 2),
                decimal(fit.outOfSampleSharpe(), 2));
    bar("promised", x + width * 0.12, width * 0.36, fit.inSample().sharpe(), hint);
    bar(
        fit.outOfSampleSharpe() < 0 ? "kept loss" : "kept",
        x + width * 0.52,
        width * 0.36,
        fit.outOfSampleSharpe(),
        hint);
    label(fit, x + width / 2, width);
  }

  /** Many folds leave no room for words side by side, and very many for none at all. */
  private void label(FoldFit fit, double x, double width) {
    String year = Integer.toString(fit.testFrom().getYear());
    if (width >= ROOMY) {
      svg.text("tick", Svg.Anchor.MIDDLE, x, DEPTH + 34, year);
      svg.text("small", Svg.Anchor.MIDDLE, x, DEPTH + 52, Integer.toString(fit.rule().fast()));
      svg.text("small", Svg.Anchor.MIDDLE, x, DEPTH + 66, Integer.toString(fit.rule().slow()));
    } else if (width >= TIGHT) {
      svg.upright("tick", x + 4, DEPTH + 20, year);
      svg.upright("small", x + 4, DEPTH + 54, fit.rule().label());
    }
  }

  private void bar(String kind, double x, double width, double sharpe, String hint) {
    if (!Double.isNaN(sharpe)) {
      double top = plot.y(Math.max(sharpe, 0));
      svg.rect(kind, x, top, width, Math.max(1, plot.y(Math.min(sharpe, 0)) - top), hint);
    }
  }

  private static List<Double> ratios(List<FoldFit> fits) {
    List<Double> ratios = new ArrayList<>(List.of(0.0, 1.0));
    for (FoldFit fit : fits) {
      ratios.add(fit.inSample().sharpe());
      ratios.add(fit.outOfSampleSharpe());
    }
    ratios.removeIf(ratio -> Double.isNaN(ratio));
    return ratios;
  }
}
