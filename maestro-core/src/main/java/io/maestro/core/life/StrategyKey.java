package io.maestro.core.life;

/** Names what is stored for one strategy of one kind; no two strategies share a key. */
public final class StrategyKey {
  private static final int LONGEST = 160;
  private static final int LONGEST_KEPT = 140;

  private StrategyKey() {}

  /**
   * Returns up to 160 plain characters: kind and name with a slash between them, and a hash of both
   * where that alone could be another strategy's key or would be too long.
   */
  public static String of(String kind, String name) {
    String plain = kind + "/" + name;
    if (kind.indexOf('/') < 0 && plain.length() <= LONGEST) {
      return plain;
    }
    String kept = plain.length() <= LONGEST_KEPT ? plain : plain.substring(0, LONGEST_KEPT);
    return kept + "." + Hash.shortOf(kind + "\n" + name);
  }
}
