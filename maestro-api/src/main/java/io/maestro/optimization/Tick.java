package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One turn of an optimization loop.
 *
 * @param number 1 for a loop's first, one more with each
 * @param at when it looked
 * @param missed how many due times before it passed without a tick and are made up for by this one
 */
public record Tick(long number, Instant at, long missed) {
  /** Checks the parts. */
  public Tick {
    requireNonNull(at, "at");
    if (number < 1) {
      throw new IllegalArgumentException("a tick's number is 1 or more: " + number);
    }
    if (missed < 0) {
      throw new IllegalArgumentException("missed must be 0 or more: " + missed);
    }
  }
}
