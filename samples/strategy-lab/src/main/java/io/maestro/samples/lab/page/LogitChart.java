package io.maestro.samples.lab.page;

import io.maestro.samples.lab.statistics.Overfitting;

/** How often the best rule of one half of the days ends up where among the rules on the other. */
final class LogitChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 250;
  private static final int BINS = 36;
  private static final double REACH = 4.5;
  private static final int FLOOR = 206;
  private static final int DEPTH = 176;
  private static final double BAR = (WIDTH - 32.0) / BINS;

  private LogitChart() {}

  static Svg of(Overfitting overfitting) {
    Svg svg =
        new Svg(
            WIDTH,
            HEIGHT,
            "Rank of the best rule on days it was not chosen by",
            "histogram of " + overfitting.logits().size() + " log-odds");
    int[] counts = counts(overfitting);
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    for (int bin = 0; bin < BINS; bin++) {
      double height = (double) DEPTH * counts[bin] / most;
      String kind = bin < BINS / 2 ? "kept loss" : "kept";
      svg.rect(kind, 16 + bin * BAR + 1, FLOOR - height, BAR - 2, height);
    }
    labels(svg);
    return svg;
  }

  private static void labels(Svg svg) {
    double middle = 16 + BAR * BINS / 2;
    svg.line("zero", 16, FLOOR, WIDTH - 16, FLOOR);
    svg.line("mark", middle, FLOOR - DEPTH - 6, middle, FLOOR + 6);
    svg.text("tick", Svg.Anchor.START, 16, FLOOR + 22, "← last of all rules");
    svg.text("tick", Svg.Anchor.MIDDLE, middle, FLOOR + 22, "in the middle");
    svg.text("tick", Svg.Anchor.END, WIDTH - 16, FLOOR + 22, "best again →");
  }

  private static int[] counts(Overfitting overfitting) {
    int[] counts = new int[BINS];
    for (double logit : overfitting.logits()) {
      int bin = (int) Math.floor((logit + REACH) / (2 * REACH) * BINS);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
    return counts;
  }
}
