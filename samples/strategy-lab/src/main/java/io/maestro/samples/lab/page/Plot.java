package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.page.Svg.px;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An area of a drawing with days from left to right and values from below to above. */
final class Plot {
  static final int WIDTH = 960;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int LABELS = 14;

  /** More points than this can't be seen on any screen. */
  private static final int MOST_POINTS = 1_500;

  private final Svg svg;
  private final int top;
  private final int height;
  private final int days;
  private final Axis axis;

  Plot(Svg svg, int top, int height, int days, Axis axis) {
    this.svg = svg;
    this.top = top;
    this.height = height;
    this.days = days;
    this.axis = axis;
  }

  double x(double day) {
    return LEFT + (WIDTH - LEFT - RIGHT) * day / Math.max(1, days - 1);
  }

  double y(double value) {
    return top + height * (1 - axis.share(value));
  }

  /** Shades some days over the whole height. */
  void shade(String kind, int from, int to, String hint) {
    svg.rect(kind, x(from), top, x(to) - x(from), height, hint);
  }

  /** Draws the scale of values, and of years below it. */
  void scales(List<LocalDate> dates) {
    values();
    years(dates);
  }

  /** Draws the scale of values alone. */
  void values() {
    for (double tick : axis.ticks()) {
      svg.line("grid", LEFT, y(tick), WIDTH - RIGHT, y(tick));
      svg.text("tick", Svg.Anchor.END, LEFT - 8, y(tick) + 4, axis.label(tick));
    }
  }

  /** Draws the scale of years alone. */
  void years(List<LocalDate> dates) {
    int years = dates.get(dates.size() - 1).getYear() - dates.get(0).getYear() + 1;
    int every = (years + LABELS - 1) / LABELS;
    for (int day = 1; day < dates.size(); day++) {
      int year = dates.get(day).getYear();
      if (year != dates.get(day - 1).getYear() && year % every == 0 && x(day) < WIDTH - 30) {
        svg.line("grid", x(day), top, x(day), top + height + 4);
        svg.text("tick", Svg.Anchor.MIDDLE, x(day), top + height + 18, Integer.toString(year));
      }
    }
  }

  /** Draws values as a line. */
  void curve(String kind, List<Double> values) {
    curve(kind, 0, values);
  }

  /** Draws values as a line that begins on some day. */
  void curve(String kind, int first, List<Double> values) {
    if (!values.isEmpty()) {
      svg.path(kind, "M" + line(first, values));
    }
  }

  /** Fills the space between two lines that begin on some day. */
  void band(String kind, int first, List<Double> low, List<Double> high) {
    if (!low.isEmpty()) {
      List<String> back = points(first, low);
      Collections.reverse(back);
      svg.path(kind, "M%sL%sZ".formatted(line(first, high), String.join(" ", back)));
    }
  }

  /** Fills the space between values and the top. */
  void hang(String kind, List<Double> values) {
    svg.path(
        kind,
        "M%s %sL%sL%s %sZ"
            .formatted(px(x(0)), px(top), line(0, values), px(x(values.size() - 1)), px(top)));
  }

  private String line(int first, List<Double> values) {
    return String.join(" ", points(first, values));
  }

  /** Keeps the least and the most of each stretch of days, so that no spike is lost. */
  private List<String> points(int first, List<Double> values) {
    int stretch = Math.max(1, (2 * values.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<String> points = new ArrayList<>();
    for (int start = 0; start < values.size(); start += stretch) {
      int end = Math.min(start + stretch, values.size());
      int least = start;
      int most = start;
      for (int day = start; day < end; day++) {
        least = values.get(day) < values.get(least) ? day : least;
        most = values.get(day) > values.get(most) ? day : most;
      }
      points.add(point(first, Math.min(least, most), values));
      if (least != most) {
        points.add(point(first, Math.max(least, most), values));
      }
    }
    return points;
  }

  private String point(int first, int day, List<Double> values) {
    return px(x(first + day)) + " " + px(y(values.get(day)));
  }
}
