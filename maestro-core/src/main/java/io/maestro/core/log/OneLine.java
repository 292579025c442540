package io.maestro.core.log;

/**
 * Keeps a message on one line of a log: whoever chose the text can't forge lines or terminal codes.
 */
final class OneLine {
  private OneLine() {}

  static String of(String message) {
    return message.codePoints().anyMatch(OneLine::isDangerous) ? escaped(message) : message;
  }

  private static String escaped(String message) {
    StringBuilder line = new StringBuilder(message.length() + 16);
    message
        .codePoints()
        .forEach(
            c -> {
              if (isDangerous(c)) {
                for (char part : Character.toChars(c)) {
                  line.append(String.format("\\u%04x", (int) part));
                }
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  private static boolean isDangerous(int c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || Character.getType(c) == Character.FORMAT; // bidirectional overrides among them
  }
}
