package io.maestro.time;

/** A task set to run later, which can be taken back. Thread-safe. */
@FunctionalInterface
public interface Timer {
  /**
   * Takes the task back.
   *
   * @return whether it had neither run nor been cancelled before; false is no error
   */
  boolean cancel();
}
