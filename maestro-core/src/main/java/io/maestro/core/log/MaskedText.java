package io.maestro.core.log;

import java.util.function.IntPredicate;

/** A text of which parts are masked, from left to right. Confined to one thread. */
final class MaskedText {
  private final String text;
  private final StringBuilder masked = new StringBuilder();
  private int copied;

  MaskedText(String text) {
    this.text = text;
  }

  /** Masks a part that begins no earlier than the last one ended, and returns where to go on. */
  int mask(int from, int to) {
    if (to > from) {
      masked.append(text, copied, from).append(Masking.MASK);
      copied = to;
    }
    return Math.max(to, from);
  }

  /** Returns where the characters from a place on are not such any more. */
  int skipWhile(int from, IntPredicate such) {
    int at = from;
    while (at < text.length() && such.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Returns the text as it is now; the same one if nothing was masked. */
  @Override
  public String toString() {
    return copied == 0 ? text : masked + text.substring(copied);
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  static boolean isQuote(int c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean isOfName(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
