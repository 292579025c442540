package io.maestro.message;

/** The rule that names of addresses follow (rule 12.1); of this package, which is a leaf. */
final class AddressName {
  private static final int MAX_LENGTH = 200;

  private AddressName() {}

  static void check(String name, String what) {
    if (!name.matches("[A-Za-z0-9._:/-]{1," + MAX_LENGTH + "}")) {
      throw new IllegalArgumentException(
          "the name of %s is 1 to %d characters of [A-Za-z0-9._:/-]: '%s'"
              .formatted(what, MAX_LENGTH, shortened(name)));
    }
  }

  private static String shortened(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
  }
}
