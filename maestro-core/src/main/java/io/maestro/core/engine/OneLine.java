package io.maestro.core.engine;

/**
 * Keeps a message on one line of a log: whoever chose the text can't forge lines or terminal codes.
 */
final class OneLine {
  private OneLine() {}

  static String of(String message) {
    for (int i = 0; i < message.length(); i++) {
      if (isDangerous(message.charAt(i))) {
        return escaped(message);
      }
    }
    return message;
  }

  private static String escaped(String message) {
    StringBuilder line = new StringBuilder(message.length() + 16);
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (isDangerous(c)) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static boolean isDangerous(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || Character.getType(c) == Character.FORMAT; // bidirectional overrides among them
  }
}
