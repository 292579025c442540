package io.maestro.core.log;

import java.util.Locale;
import java.util.Set;

/**
 * Masks the values that stand after a secret's name and a {@code =} or {@code :}, quoted or not,
 * and blocks of private keys.
 *
 * <p>It reads the text once. Where it is in doubt how far a secret goes, it masks too much: a bare
 * value goes on to the next space, an {@code authorization} to the end of the line.
 */
final class NamedSecrets {
  private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate");
  private static final String KEY_ENDS = "-----END";

  private final String text;
  private final MaskedText masked;

  private NamedSecrets(String text) {
    this.text = text;
    this.masked = new MaskedText(text);
  }

  static String masked(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SecretWords.endOf(text, i) > i) {
        return new NamedSecrets(text).from(i);
      }
    }
    return text;
  }

  private String from(int first) {
    int at = first;
    while (at < text.length()) {
      int end = SecretWords.endOf(text, at);
      at = end < 0 ? at + 1 : afterName(at, end);
    }
    return masked.toString();
  }

  /** Masks what belongs to a name, and returns where to go on. */
  private int afterName(int start, int end) {
    if (text.startsWith("-----", end)) {
      return beginsKey(start) ? masked.mask(end + 5, endOfKey(end)) : end;
    }
    int nameEnds =
        masked.skipWhile(end, MaskedText::isOfName); // not before: each would go to the end
    int quoteEnds = masked.skipWhile(nameEnds, c -> c == '\\' || MaskedText.isQuote(c));
    int sign = masked.skipWhile(quoteEnds, MaskedText::isBlank);
    if (!isSign(sign) || (isPassAlone(start, end) && isVerdict(nameEnds, sign))) {
      return nameEnds; // not further on, and not looked at again
    }
    int value =
        masked.skipWhile(masked.skipWhile(sign, c -> "=:>".indexOf(c) >= 0), MaskedText::isBlank);
    return isHeader(start, sign)
        ? maskHeader(value)
        : maskValue(value, nameEnds == quoteEnds ? quoteBefore(start) : ' ');
  }

  private boolean isSign(int at) {
    return at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':');
  }

  /** What is called {@code pass} is a password only where it is given a value. */
  private static boolean isPassAlone(int start, int end) {
    return end - start == SecretWords.PASS.length();
  }

  private boolean isVerdict(int nameEnds, int sign) {
    return text.charAt(sign) == ':' && nameEnds == sign;
  }

  private boolean isHeader(int start, int sign) {
    return text.regionMatches(true, start, "author", 0, 6)
        || (text.charAt(sign) == ':' && text.regionMatches(true, start, "cookie", 0, 6));
  }

  /** Returns the quote before the name, which then ends behind the value, or a blank. */
  private char quoteBefore(int start) {
    int at = start - 1;
    while (at >= 0 && MaskedText.isOfName(text.charAt(at))) {
      at--;
    }
    return at >= 0 && MaskedText.isQuote(text.charAt(at)) ? text.charAt(at) : ' ';
  }

  private boolean beginsKey(int name) {
    return text.startsWith("-----BEGIN", Math.max(0, text.lastIndexOf("-----", name)));
  }

  private int endOfKey(int from) {
    int end = text.indexOf(KEY_ENDS, from + 5);
    return end < 0 ? text.length() : end;
  }

  private int maskHeader(int from) {
    char first = from < text.length() ? text.charAt(from) : ' ';
    return first == '\\' || "\"'`[{(".indexOf(first) >= 0
        ? maskValue(from, ' ')
        : masked.mask(from, masked.skipWhile(from, c -> c != '\r' && c != '\n'));
  }

  private int maskValue(int from, char quoteBefore) {
    int open = masked.skipWhile(from, c -> c == '\\');
    char first = open < text.length() ? text.charAt(open) : ' ';
    if (first == '"' || first == '\'' || first == '`') {
      int close = text.indexOf(text.substring(from, open + 1), open + 1);
      return masked.mask(open + 1, quoteEnds(from, open, close));
    }
    if (first == '[' || first == '{' || first == '(') {
      return masked.mask(open, afterBrackets(open));
    }
    return masked.mask(from, endOfBare(from, quoteBefore));
  }

  /** Returns where a quoted value ends; a quote within it that is escaped does not end it. */
  private int quoteEnds(int from, int open, int firstClose) {
    String quote = text.substring(from, open + 1);
    int close = firstClose;
    while (close > 0 && text.charAt(close - 1) == '\\') {
      close = text.indexOf(quote, close + 1);
    }
    return close < 0 ? text.length() : close;
  }

  private int afterBrackets(int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '[' || c == '{' || c == '(') {
        depth++;
      } else if ((c == ']' || c == '}' || c == ')') && --depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }

  private int endOfBare(int from, char quoteBefore) {
    int quoted = masked.skipWhile(from, c -> c != quoteBefore && c != '\r' && c != '\n');
    if (quoteBefore != ' ' && quoted < text.length() && text.charAt(quoted) == quoteBefore) {
      return quoted;
    }
    int end = masked.skipWhile(from, c -> !Character.isWhitespace(c));
    boolean isScheme = SCHEMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
    return isScheme
        ? masked.skipWhile(
            masked.skipWhile(end, MaskedText::isBlank), c -> !Character.isWhitespace(c))
        : end;
  }
}
