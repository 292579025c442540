package io.maestro.samples.lab.page;

import java.util.Locale;

/** A drawing under construction; classes give its parts their colours, so that dark mode works. */
final class Svg {
  /** How a text stands to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder parts = new StringBuilder();
  private final int height;
  private final String title;
  private final String opening;

  Svg(int width, int height, String title, String description) {
    this.height = height;
    this.title = title;
    opening =
        ("<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
                + "<title>%s</title><desc>%s</desc>")
            .formatted(width, height, Html.text(title), Html.text(title), Html.text(description));
  }

  int height() {
    return height;
  }

  String title() {
    return title;
  }

  Svg rect(String kind, double x, double y, double width, double height) {
    return add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(kind, px(x), px(y), px(Math.max(width, 0)), px(Math.max(height, 0))));
  }

  /** A rectangle with words that show when one points at it. */
  Svg rect(String kind, double x, double y, double width, double height, String hint) {
    return add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                kind,
                px(x),
                px(y),
                px(Math.max(width, 0)),
                px(Math.max(height, 0)),
                Html.text(hint)));
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    return add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(kind, px(x1), px(y1), px(x2), px(y2)));
  }

  Svg path(String kind, String points) {
    return add("<path class=\"%s\" d=\"%s\"/>".formatted(kind, points));
  }

  Svg text(String kind, Anchor anchor, double x, double y, String words) {
    return add(
        "<text class=\"%s %s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(
                kind, anchor.name().toLowerCase(Locale.ROOT), px(x), px(y), Html.text(words)));
  }

  /** Text that is read from below to above. */
  Svg upright(String kind, double x, double y, String words) {
    return add(
        "<text class=\"%s end\" transform=\"translate(%s %s) rotate(-90)\">%s</text>"
            .formatted(kind, px(x), px(y), Html.text(words)));
  }

  @Override
  public String toString() {
    return opening + parts + "</svg>";
  }

  /** A coordinate to a tenth of a pixel: more would only make the page larger. */
  static String px(double value) {
    long tenths = Math.round(value * 10);
    String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
    return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths) % 10;
  }

  private Svg add(String part) {
    parts.append(part).append('\n');
    return this;
  }
}
