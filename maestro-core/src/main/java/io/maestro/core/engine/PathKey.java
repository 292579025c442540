package io.maestro.core.engine;

import java.nio.charset.StandardCharsets;

/** Puts a key into a path: any text, with what a path may not hold percent-encoded. */
final class PathKey {
  private static final int MAX_LENGTH = 500;

  private PathKey() {}

  static String append(String path, Object key) {
    String text = String.valueOf(key);
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the key of %s has %d characters, at most %d are allowed"
              .formatted(path, text.length(), MAX_LENGTH));
    }
    StringBuilder appended = new StringBuilder(path).append('[');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        appended.append((char) b);
      } else {
        appended.append('%').append(String.format("%02X", b));
      }
    }
    return appended.append(']').toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == ':';
  }
}
