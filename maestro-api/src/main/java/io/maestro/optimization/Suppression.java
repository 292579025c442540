package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

/**
 * What stood in the way of an optimization.
 *
 * @param guard the guard
 * @param detail until when, or how many there are, in words
 */
public record Suppression(Guard guard, String detail) {
  /** What can stand in the way of an optimization. */
  public enum Guard {
    /** The last optimization ended too short a time ago. */
    COOL_DOWN,
    /** As many optimizations as may begin within 24 hours have begun. */
    PER_DAY,
    /** As many optimizations of the kind as may be in work on a node are. */
    AT_ONCE,
    /** The sign rests on too few samples. */
    TOO_FEW_SAMPLES,
    /** The loop has been stopped. */
    NOT_ALLOWED
  }

  /** Checks the parts. */
  public Suppression {
    requireNonNull(guard, "guard");
    requireNonNull(detail, "detail");
  }

  /** Returns the suppression in words. */
  @Override
  public String toString() {
    return guard + " (" + detail + ")";
  }
}
