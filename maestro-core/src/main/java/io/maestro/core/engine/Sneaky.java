package io.maestro.core.engine;

/** Throws again what a branch threw, as it was. */
final class Sneaky {
  private Sneaky() {}

  @SuppressWarnings("unchecked") // erased: lets a checked exception of a branch pass unchanged
  static <E extends Throwable> RuntimeException rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
