package io.maestro.core.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Adds durations without overflow: a far future is cut to the year 9999, which every store holds.
 */
final class Instants {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private Instants() {}

  static Instant plus(Instant start, Duration delay) {
    try {
      Instant sum = start.plus(delay);
      return sum.isAfter(FAR) ? FAR : sum;
    } catch (DateTimeException | ArithmeticException overflow) {
      return FAR;
    }
  }
}
