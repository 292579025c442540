package io.maestro.testkit.surface;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Values of the JDK's types that programs have stumbled over, and a few that are fine. */
final class BadValues {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final Duration MOST_NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "name",
          "a/b",
          "x".repeat(200),
          "x".repeat(201),
          "x".repeat(100_000),
          "../../etc",
          "line\r\nline",
          "\u0000",
          "\ud83d\ude00",
          "\ud83d",
          "$control",
          "%s%n%d",
          "${jndi:x}",
          "PT1S",
          "-1",
          "NaN",
          "develop/kind");

  private static final List<Number> NUMBERS =
      List.of(1, 2, 0, -1, 1_000, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20);
  private static final List<Long> LONGS =
      List.of(1L, 3L, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.0,
          0.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.MAX_VALUE,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE);

  private static final Map<Class<?>, List<?>> BY_TYPE = new LinkedHashMap<>();

  static {
    BY_TYPE.put(String.class, TEXTS);
    BY_TYPE.put(int.class, NUMBERS);
    BY_TYPE.put(Integer.class, NUMBERS);
    BY_TYPE.put(long.class, LONGS);
    BY_TYPE.put(Long.class, LONGS);
    BY_TYPE.put(double.class, DOUBLES);
    BY_TYPE.put(Double.class, DOUBLES);
    BY_TYPE.put(boolean.class, List.of(true, false));
    BY_TYPE.put(Boolean.class, List.of(true, false));
    BY_TYPE.put(byte[].class, List.of(new byte[0], new byte[] {-1}, new byte[1 << 20]));
    BY_TYPE.put(Object.class, List.of("", "text", 5, -1L, List.of(), new Object(), Map.of()));
    BY_TYPE.put(
        Duration.class,
        List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofSeconds(-1),
            Duration.ofSeconds(1),
            Duration.ofDays(36_500),
            Duration.ofDays(36_501),
            LONGEST,
            MOST_NEGATIVE));
    BY_TYPE.put(Instant.class, List.of(Instant.EPOCH, Instant.MIN, Instant.MAX));
    BY_TYPE.put(OptionalInt.class, List.of(OptionalInt.empty(), OptionalInt.of(-1)));
    BY_TYPE.put(
        OptionalDouble.class,
        List.of(OptionalDouble.empty(), OptionalDouble.of(Double.NaN), OptionalDouble.of(1)));
    BY_TYPE.put(
        Throwable.class,
        List.of(new IOException("down"), new StackOverflowError(), new HostException()));
  }

  private BadValues() {}

  /** Returns the values of a primitive type that are seldom refused. */
  static List<?> fine(Class<?> primitive) {
    return of(primitive).subList(0, 2);
  }

  /** Returns the values of a type, empty if none are known. */
  static List<?> of(Class<?> type) {
    return BY_TYPE.getOrDefault(type, List.of());
  }
}
