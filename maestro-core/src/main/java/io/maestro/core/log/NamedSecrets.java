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
  private final StringBuilder masked = new StringBuilder();
  private int copied;

  private NamedSecrets(String text) {
    this.text = text;
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
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /** Masks what belongs to a name, and returns where to go on. */
  private int afterName(int start, int end) {
    if (text.startsWith("-----", end)) {
      return beginsKey(start) ? mask(end + 5, endOfKey(end)) : end;
    }
    int nameEnds = skipWhile(end, NamedSecrets::isOfName); // not before: each would go to the end
    int quoteEnds = skipWhile(nameEnds, c -> c == '\\' || c == '"' || c == '\'' || c == '`');
    int sign = skipWhile(quoteEnds, NamedSecrets::isBlank);
    if (sign >= text.length() || (text.charAt(sign) != '=' && text.charAt(sign) != ':')) {
      return nameEnds; // not further on, and not looked at again
    }
    int value = skipWhile(skipWhile(sign, c -> "=:>".indexOf(c) >= 0), NamedSecrets::isBlank);
    return maskValue(value, text.regionMatches(true, start, "author", 0, 6));
  }

  private boolean beginsKey(int name) {
    return text.startsWith("-----BEGIN", Math.max(0, text.lastIndexOf("-----", name)));
  }

  private int endOfKey(int from) {
    int end = text.indexOf(KEY_ENDS, from + 5);
    return end < 0 ? text.length() : end;
  }

  private int maskValue(int from, boolean isHeader) {
    int open = skipWhile(from, c -> c == '\\');
    char first = open < text.length() ? text.charAt(open) : ' ';
    if (first == '"' || first == '\'' || first == '`') {
      int close = text.indexOf(text.substring(from, open + 1), open + 1);
      return mask(open + 1, quoteEnds(from, open, close));
    }
    if (first == '[' || first == '{' || first == '(') {
      return mask(open, afterBrackets(open));
    }
    return mask(from, isHeader ? skipWhile(from, c -> c != '\r' && c != '\n') : endOfBare(from));
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

  private int endOfBare(int from) {
    int end = skipWhile(from, c -> !Character.isWhitespace(c));
    boolean isScheme = SCHEMES.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
    return isScheme
        ? skipWhile(skipWhile(end, NamedSecrets::isBlank), c -> !Character.isWhitespace(c))
        : end;
  }

  private int mask(int from, int to) {
    if (to > from) {
      masked.append(text, copied, from).append(Masking.MASK);
      copied = to;
    }
    return Math.max(to, from);
  }

  private interface Wanted {
    boolean is(char c);
  }

  private int skipWhile(int from, Wanted wanted) {
    int at = from;
    while (at < text.length() && wanted.is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
