package io.maestro.samples.lab.page;

/** Pieces of HTML; all text from outside goes through {@link #text}. */
final class Html {
  private Html() {}

  /** Text in which nothing is markup. */
  static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A part of the page: what it shows, what to see in it, and the thing itself. */
  static String section(String title, String lead, String content) {
    return "<section>\n<h2>%s</h2>\n<p class=\"lead\">%s</p>\n%s</section>\n"
        .formatted(text(title), text(lead), content);
  }

  /** A drawing that scrolls sideways where the screen is too narrow to read it. */
  static String figure(Svg drawing, String caption) {
    return "<figure>%s%s</div>%s</figure>\n"
        .formatted(
            scroll(drawing.title()),
            drawing,
            caption.isEmpty() ? "" : "<figcaption>" + text(caption) + "</figcaption>");
  }

  /** Opens a part that scrolls sideways by mouse or keyboard. */
  static String scroll(String title) {
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">"
        .formatted(text(title));
  }
}
