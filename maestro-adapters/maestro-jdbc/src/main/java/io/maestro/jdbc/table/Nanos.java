package io.maestro.jdbc.table;

import java.time.Duration;
import java.time.Instant;

/** Times as nanoseconds, which indexes order; what does not fit becomes the nearest that does. */
public final class Nanos {
  /** Due before all others: a letter that is awaited has come. */
  public static final long FIRST = -1;

  private static final long SECOND = 1_000_000_000;
  private static final Duration CENTURY = Duration.ofDays(36_500);

  private Nanos() {}

  /** Returns an instant as nanoseconds since 1970, from 1970 to 2262. */
  public static long of(Instant instant) {
    if (instant.getEpochSecond() < 0) {
      return 0;
    }
    if (instant.getEpochSecond() >= Long.MAX_VALUE / SECOND) {
      return Long.MAX_VALUE;
    }
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /** Returns the instant of nanoseconds since 1970. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  /** Returns a duration as nanoseconds, zero to a century. */
  public static long of(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return (duration.compareTo(CENTURY) > 0 ? CENTURY : duration).toNanos();
  }
}
