package io.maestro.core.log;

/**
 * Masks what follows an option with a secret's name, such as {@code --password x}, also where
 * arguments are shown as a list: {@code [--password, x]}. It reads the text once.
 *
 * <p>Options of one letter mean something else to each program; only {@code -u name:secret} is
 * masked.
 */
final class ArgumentSecrets {
  private final String text;
  private final MaskedText masked;

  private ArgumentSecrets(String text) {
    this.text = text;
    this.masked = new MaskedText(text);
  }

  static String masked(String text) {
    return text.indexOf('-') < 0 ? text : new ArgumentSecrets(text).all();
  }

  private String all() {
    int dash = text.indexOf('-');
    while (dash >= 0) {
      dash = text.indexOf('-', after(dash));
    }
    return masked.toString();
  }

  /** Masks the value of the option that may begin here, and returns where to go on. */
  private int after(int dash) {
    int nameEnds = masked.skipWhile(dash, MaskedText::isOfName);
    int value = valueOf(nameEnds);
    if (!beginsWord(dash) || value < 0) {
      return nameEnds;
    }
    String name = text.substring(dash, nameEnds);
    int end = endOf(value, text.charAt(nameEnds));
    if (SecretWords.isIn(name)) {
      return text.charAt(value) == '-' ? nameEnds : masked.mask(value, end);
    }
    boolean isLogin = name.equals("-u") || name.equals("--user");
    int colon = isLogin ? text.substring(value, end).indexOf(':') : -1;
    return colon >= 0 ? masked.mask(value + colon + 1, end) : nameEnds;
  }

  private boolean beginsWord(int at) {
    return at == 0 || " \t\n[,(\"'`".indexOf(text.charAt(at - 1)) >= 0;
  }

  /** Returns where the next argument begins, or -1 if there is none on this line. */
  private int valueOf(int nameEnds) {
    boolean isInList = nameEnds < text.length() && text.charAt(nameEnds) == ',';
    int value = masked.skipWhile(isInList ? nameEnds + 1 : nameEnds, MaskedText::isBlank);
    boolean isThere =
        value > nameEnds && value < text.length() && "\r\n".indexOf(text.charAt(value)) < 0;
    return isThere ? value : -1;
  }

  private int endOf(int value, char separator) {
    char first = text.charAt(value);
    int close = MaskedText.isQuote(first) ? text.indexOf(first, value + 1) : -1;
    if (close >= 0) {
      return close + 1;
    }
    return masked.skipWhile(
        value, c -> !Character.isWhitespace(c) && (separator != ',' || (c != ',' && c != ']')));
  }
}
