package io.maestro.core.log;

/**
 * Masks what is a secret by its own form: signed tokens of three encoded parts, what follows {@code
 * Bearer} and {@code Basic}, and the login in an Oracle address. It reads the text a few times.
 */
final class TokenSecrets {
  private static final String ENCODED_BRACE = "eyJ"; // how an encoded {" begins
  private static final String ORACLE = "jdbc:oracle:";
  private static final String BEARER = "Bearer";
  private static final int SHORTEST = 8;

  private TokenSecrets() {}

  static String masked(String text) {
    return logins(schemes(signed(text)));
  }

  private static String signed(String text) {
    MaskedText masked = new MaskedText(text);
    int at = text.indexOf(ENCODED_BRACE);
    while (at >= 0) {
      int end = masked.skipWhile(at, c -> isEncoded(c) || c == '.');
      boolean begins = at == 0 || !isEncoded(text.charAt(at - 1));
      if (begins && text.substring(at, end).matches("[^.]+\\.[^.]+\\..*")) {
        masked.mask(at, end);
      }
      at = text.indexOf(ENCODED_BRACE, end);
    }
    return masked.toString();
  }

  private static boolean isEncoded(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  private static String schemes(String text) {
    MaskedText masked = new MaskedText(text);
    int at = 0;
    while (at < text.length()) {
      int end = masked.skipWhile(at, Character::isLetterOrDigit);
      at = isScheme(text, at, end) ? afterScheme(text, at, end, masked) : end;
      at = masked.skipWhile(at, c -> !Character.isLetterOrDigit(c));
    }
    return masked.toString();
  }

  private static boolean isScheme(String text, int from, int to) {
    return (to - from == 6 && text.regionMatches(true, from, BEARER, 0, 6))
        || (to - from == 5 && text.regionMatches(true, from, "Basic", 0, 5));
  }

  private static int afterScheme(String text, int at, int end, MaskedText masked) {
    int value = masked.skipWhile(end, MaskedText::isBlank);
    int valueEnds = masked.skipWhile(value, c -> isEncoded(c) || ".~+/=".indexOf(c) >= 0);
    boolean isSure = text.startsWith(BEARER, at); // else it may be the word
    return value > end && (isSure || isLikeAToken(text.substring(value, valueEnds)))
        ? masked.mask(value, valueEnds)
        : end;
  }

  private static boolean isLikeAToken(String word) {
    boolean isMixed =
        word.chars().anyMatch(c -> !Character.isLetter(c))
            || word.chars().skip(1).anyMatch(Character::isUpperCase);
    return word.length() >= SHORTEST && isMixed;
  }

  private static String logins(String text) {
    MaskedText masked = new MaskedText(text);
    int at = text.indexOf(ORACLE);
    while (at >= 0) {
      int driver = masked.skipWhile(at + ORACLE.length(), Character::isLetterOrDigit);
      int end = masked.skipWhile(driver, c -> !Character.isWhitespace(c));
      int host = text.substring(driver, end).lastIndexOf('@');
      if (host > 1) {
        masked.mask(driver + 1, driver + host);
      }
      at = text.indexOf(ORACLE, end);
    }
    return masked.toString();
  }
}
