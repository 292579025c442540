package io.maestro.core.log;

import java.util.List;

/** The words that a secret's name is made of, in any case and with or without separators. */
final class SecretWords {
  /** A word that is one only as the whole name, or as its last part. */
  static final String PASS = "pass";

  /** Each word in its parts, between which there may be a separator. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("pass", "word"),
          List.of("pass", "wd"),
          List.of("pass", "phrase"),
          List.of("pwd"),
          List.of("secret"),
          List.of("token"),
          List.of("api", "key"),
          List.of("access", "key"),
          List.of("cookie"),
          List.of("author", "ization"),
          List.of("credential"),
          List.of("private", "key"));

  private SecretWords() {}

  static boolean isIn(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (endOf(name, i) > i) {
        return true;
      }
    }
    return false;
  }

  /** Returns the end of the word that starts here, or -1 if none does. */
  static int endOf(String text, int start) {
    char first = Character.toLowerCase(text.charAt(start));
    if (first != 'p' && first != 's' && first != 't' && first != 'a' && first != 'c') {
      return -1; // nearly always
    }
    for (List<String> word : WORDS) {
      int end = endOf(text, start, word);
      if (end >= 0) {
        return end;
      }
    }
    return endOfPass(text, start);
  }

  private static int endOfPass(String text, int start) {
    int end = start + PASS.length();
    boolean isWord =
        text.regionMatches(true, start, PASS, 0, PASS.length())
            && (start == 0 || begins(text.charAt(start - 1), text.charAt(start)))
            && (end == text.length() || !MaskedText.isOfName(text.charAt(end)));
    return isWord ? end : -1;
  }

  private static boolean begins(char before, char first) {
    return !Character.isLetter(before)
        || (Character.isLowerCase(before) && Character.isUpperCase(first));
  }

  private static int endOf(String text, int start, List<String> parts) {
    int at = start;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      while (i > 0 && at < text.length() && isSeparator(text.charAt(at))) {
        at++;
      }
      if (!text.regionMatches(true, at, part, 0, part.length())) {
        return -1;
      }
      at += part.length();
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ' ';
  }
}
