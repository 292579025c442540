package io.maestro.samples.lab.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** When a day's value is known: the later in the day, the safer. */
public final class Close {
  private static final LocalTime EVENING = LocalTime.of(18, 0);

  private Close() {}

  /** The moment at which the value of a date is known. */
  public static Instant of(LocalDate date) {
    return date.atTime(EVENING).toInstant(ZoneOffset.UTC);
  }

  /** The last date whose value is known at a moment. */
  public static LocalDate latest(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return of(today).isAfter(now) ? today.minusDays(1) : today;
  }
}
