package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.page.Svg.px;

import java.util.List;

/** A small line of equity without any scale, to be compared with others of the same axis. */
final class Sparkline {
  private static final int WIDTH = 190;
  private static final int HEIGHT = 46;
  private static final int POINTS = 160;

  private Sparkline() {}

  static Svg of(String title, List<Double> equity, Axis axis) {
    Svg svg = new Svg(WIDTH, HEIGHT, title, equity.size() + " days");
    svg.line("zero", 0, y(axis, 1), WIDTH, y(axis, 1));
    StringBuilder points = new StringBuilder("M0 " + px(y(axis, 1)));
    for (int point = 1; point <= POINTS && !equity.isEmpty(); point++) {
      int day = (int) ((long) (equity.size() - 1) * point / POINTS);
      points.append(' ').append(px((double) WIDTH * point / POINTS));
      points.append(' ').append(px(y(axis, equity.get(day))));
    }
    return svg.path("rule", points.toString());
  }

  private static double y(Axis axis, double value) {
    return 2 + (HEIGHT - 4) * (1 - axis.share(value));
  }
}
