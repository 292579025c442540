package io.maestro.core.engine;

import io.maestro.run.Names;
import io.maestro.run.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes a child run's id from its parent's and the path that asks for it: always the same one. */
final class ChildId {
  private ChildId() {}

  static RunId of(RunId parent, String path) {
    String readable = parent.value() + "/" + path.replaceAll("[^A-Za-z0-9._:/-]", ".");
    String unique = "." + hash(parent.value() + "\n" + path);
    int room = Names.MAX_LENGTH - unique.length();
    return RunId.of((readable.length() <= room ? readable : readable.substring(0, room)) + unique);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
