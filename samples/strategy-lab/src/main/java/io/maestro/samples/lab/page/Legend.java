package io.maestro.samples.lab.page;

/** What the colours of a drawing mean. */
final class Legend {
  private Legend() {}

  static String of(String entries) {
    return "<ul class=\"legend\">" + entries + "</ul>\n";
  }

  /** A filled area. */
  static String box(String kind, String words) {
    return entry("<rect class=\"%s\" width=\"22\" height=\"14\"/>".formatted(kind), words);
  }

  /** A line. */
  static String stroke(String kind, String words) {
    return entry("<path class=\"%s\" d=\"M0 7 22 7\"/>".formatted(kind), words);
  }

  /** A filled area by itself, to stand before words. */
  static String swatch(String kind) {
    return sample("<rect class=\"%s\" width=\"22\" height=\"14\"/>".formatted(kind));
  }

  private static String entry(String sample, String words) {
    return "<li>%s%s</li>".formatted(sample(sample), Html.text(words));
  }

  private static String sample(String drawing) {
    return "<svg viewBox=\"0 0 22 14\" width=\"22\" height=\"14\" aria-hidden=\"true\">%s</svg>"
        .formatted(drawing);
  }
}
