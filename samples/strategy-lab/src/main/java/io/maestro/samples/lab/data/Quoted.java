package io.maestro.samples.lab.data;

/** Foreign text made fit for a one-line message: control characters shown, length bounded. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  /** The text between quotes, cut after {@value #MOST} characters. */
  static String text(String text) {
    String head = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    return "'" + plain(head) + "'";
  }

  /** The text on one line; a file may be named after a line feed. */
  static String plain(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
