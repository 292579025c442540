package io.maestro.metric;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An immutable set of metrics, each with one value.
 *
 * <p>A metric that is not there is missing, which never counts as good: thresholds on it are
 * inconclusive.
 *
 * @param values the values by key, in the order in which they were given; copied
 */
public record Metrics(Map<MetricKey, MetricValue> values) {
  private static final Metrics NONE = new Metrics(Map.of());

  /** Copies the values, keeping their order. */
  public Metrics {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    values.forEach(
        (key, value) -> {
          requireNonNull(key, "key");
          requireNonNull(value, "value");
        });
  }

  /** Returns the empty set. */
  public static Metrics none() {
    return NONE;
  }

  /** Returns a set of one metric that rests on one sample. */
  public static Metrics of(MetricKey key, double value) {
    return of(key, value, 1);
  }

  /** Returns a set of one metric. */
  public static Metrics of(MetricKey key, double value, long samples) {
    return NONE.with(key, value, samples);
  }

  /** Returns this set with one metric added or replaced, resting on one sample. */
  public Metrics with(MetricKey key, double value) {
    return with(key, value, 1);
  }

  /** Returns this set with one metric added or replaced. */
  public Metrics with(MetricKey key, double value, long samples) {
    Map<MetricKey, MetricValue> changed = new LinkedHashMap<>(values);
    changed.put(requireNonNull(key, "key"), new MetricValue(value, samples));
    return new Metrics(changed);
  }

  /** Returns a metric's number, or empty if it is missing. */
  public OptionalDouble value(MetricKey key) {
    return find(key)
        .map(found -> OptionalDouble.of(found.value()))
        .orElseGet(OptionalDouble::empty);
  }

  /** Returns a metric's value with its sample count, or empty if it is missing. */
  public Optional<MetricValue> find(MetricKey key) {
    return Optional.ofNullable(values.get(requireNonNull(key, "key")));
  }
}
