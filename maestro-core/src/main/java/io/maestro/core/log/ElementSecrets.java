package io.maestro.core.log;

/** Masks what is in XML elements with a secret's name. It reads the text once. */
final class ElementSecrets {
  private final String text;
  private final MaskedText masked;
  private final int lastEnd;

  private ElementSecrets(String text) {
    this.text = text;
    this.masked = new MaskedText(text);
    this.lastEnd = text.lastIndexOf("</");
  }

  static String masked(String text) {
    return text.indexOf('<') < 0 || text.indexOf('>') < 0
        ? text // nearly always
        : new ElementSecrets(text).all();
  }

  private String all() {
    int open = text.indexOf('<');
    while (open >= 0) {
      open = text.indexOf('<', after(open));
    }
    return masked.toString();
  }

  /** Masks the content of the element that may begin here, and returns where to go on. */
  private int after(int open) {
    int nameEnds = masked.skipWhile(open + 1, c -> MaskedText.isOfName(c) || c == ':');
    if (!SecretWords.isIn(text.substring(open + 1, nameEnds))) {
      return nameEnds;
    }
    int close = masked.skipWhile(nameEnds, c -> c != '>' && c != '<');
    boolean isElement =
        close < text.length() && text.charAt(close) == '>' && text.charAt(close - 1) != '/';
    return isElement ? masked.mask(close + 1, endOfContent(close + 1)) : close;
  }

  /** Without an end, as in a text that was cut, it may be no element: a word is enough then. */
  private int endOfContent(int from) {
    return from <= lastEnd
        ? text.indexOf("</", from)
        : masked.skipWhile(from, c -> !Character.isWhitespace(c));
  }
}
