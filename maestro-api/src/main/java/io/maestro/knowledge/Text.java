package io.maestro.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The texts of lessons: one line each, of bounded length. */
final class Text {
  private static final int LONG_HASH = 16;
  private static final int SHORT_HASH = 6;
  private static final int MARK = 2 + 2 * SHORT_HASH;

  private Text() {}

  static boolean isLine(String text, int longest) {
    return text.length() <= longest && text.codePoints().noneMatch(Text::breaksLine);
  }

  /** Returns the text, or, if it is not a line, what can be kept of it with its hash. */
  static String line(String text, int longest) {
    return isLine(text, longest)
        ? text
        : cut(oneLine(text), longest - MARK) + " #" + hash(text, SHORT_HASH);
  }

  /** Returns the beginning of the text, in one line; what is left out is not told from anything. */
  static String words(String text, int longest) {
    String line = oneLine(text);
    return line.length() <= longest ? line : cut(line, longest - 3) + "...";
  }

  /** Returns 32 hexadecimal digits that no other text has. */
  static String key(String text) {
    return hash(text, LONG_HASH);
  }

  private static String oneLine(String text) {
    return text.codePoints()
        .map(c -> breaksLine(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  private static boolean breaksLine(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String hash(String text, int bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
