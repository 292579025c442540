package io.maestro.run;

/** The rule that names of runs and steps follow (rule 12). */
public final class Names {
  /** The largest number of characters in a name. */
  public static final int MAX_LENGTH = 200;

  private Names() {}

  /**
   * Returns the name if it follows the rule.
   *
   * @param name the name
   * @param what what it names, for the message
   * @throws IllegalArgumentException if it does not
   */
  public static String check(String name, String what) {
    if (!isPlain(name)) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d characters of [A-Za-z0-9._:/-]: '%s'"
              .formatted(what, MAX_LENGTH, shortened(name)));
    }
    return name;
  }

  private static boolean isPlain(String name) {
    // Step names are checked at every replay: a loop is ten times faster than the pattern.
    int length = name.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isPlain(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '-' && c <= ':') // - . / 0-9 :
        || c == '_';
  }

  private static String shortened(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
  }
}
