package io.maestro.samples.lab.page;

import io.maestro.samples.lab.report.Figure;

/** A probability on a bar from 0 to 1, beside what it should reach. */
final class ProbabilityGauge {
  private static final int WIDTH = 560;
  private static final int LEFT = 20;
  private static final int SPAN = WIDTH - 2 * LEFT;
  private static final int TOP = 44;
  private static final int THICK = 26;

  private ProbabilityGauge() {}

  static Svg of(String title, double probability, double needed) {
    Svg svg = new Svg(WIDTH, 116, title, Figure.decimal(probability, 4) + " of 1");
    svg.rect("track", LEFT, TOP, SPAN, THICK);
    if (!Double.isNaN(probability)) {
      svg.rect(probability >= needed ? "kept" : "kept loss", LEFT, TOP, SPAN * probability, THICK);
    }
    svg.text("big", Svg.Anchor.START, LEFT, TOP - 14, Figure.decimal(probability, 3));
    double limit = LEFT + SPAN * needed;
    svg.line("mark", limit, TOP - 8, limit, TOP + THICK + 8);
    svg.text("tick", Svg.Anchor.END, limit + 4, TOP - 14, "needed: " + needed);
    for (int quarter = 0; quarter <= 4; quarter++) {
      double x = LEFT + SPAN * quarter / 4.0;
      svg.text("tick", Svg.Anchor.MIDDLE, x, TOP + THICK + 24, Figure.decimal(quarter / 4.0, 2));
    }
    return svg;
  }
}
