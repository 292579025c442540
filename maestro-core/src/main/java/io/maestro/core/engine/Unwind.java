package io.maestro.core.engine;

/**
 * Thrown through durable code to leave it while its run waits. An error, so that {@code catch
 * (Exception)} can't swallow it; one instance without a stack trace, so that it costs nothing.
 */
final class Unwind extends Error {
  @SuppressWarnings("StaticAssignmentOfThrowable") // without a trace there is nothing to hold on to
  static final Unwind SIGNAL = new Unwind();

  private static final long serialVersionUID = 1L;

  private Unwind() {
    super(
        "Maestro is leaving this code because the run waits; let this pass, never catch it",
        null,
        false,
        false);
  }
}
