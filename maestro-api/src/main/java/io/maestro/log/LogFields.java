package io.maestro.log;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named parts of a structured log line, as text and in the order in which they were given.
 * Immutable; each method returns a changed copy.
 */
public final class LogFields {
  private static final LogFields NONE = new LogFields(Map.of());

  private final Map<String, String> values;

  private LogFields(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Returns no fields. */
  public static LogFields none() {
    return NONE;
  }

  /** Returns one field. */
  public static LogFields of(String key, @Nullable String value) {
    return NONE.and(key, value);
  }

  /** Returns one field. */
  public static LogFields of(String key, long value) {
    return NONE.and(key, value);
  }

  /** Returns one field. */
  public static LogFields of(String key, double value) {
    return NONE.and(key, value);
  }

  /** Returns these fields with one more, or replaced; null is written as {@code null}. */
  public LogFields and(String key, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(requireNonNull(key, "key"), String.valueOf(value));
    return new LogFields(changed);
  }

  /** Returns these fields with one more, or replaced. */
  public LogFields and(String key, long value) {
    return and(key, Long.toString(value));
  }

  /** Returns these fields with one more, or replaced. */
  public LogFields and(String key, double value) {
    return and(key, Double.toString(value));
  }

  /** Returns these fields with others after them, or replaced. */
  public LogFields and(LogFields others) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.putAll(others.values);
    return new LogFields(changed);
  }

  /** Returns the values by key, in their order. */
  public Map<String, String> values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogFields that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
