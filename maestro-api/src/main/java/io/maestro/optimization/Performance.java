package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.Health;
import io.maestro.metric.MetricKey;
import io.maestro.metric.MetricValue;
import io.maestro.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a version does, compared with what was expected of it.
 *
 * @param metrics every metric that is expected or observed, the expected ones first
 * @param context the name of the circumstances observed, empty if unknown
 * @param health what the comparison comes to
 */
public record Performance(List<Comparison> metrics, String context, Health health) {
  private static final Performance UNKNOWN = new Performance(List.of(), "", Health.UNKNOWN);

  /**
   * One metric, as it was expected and as it is.
   *
   * @param key the metric
   * @param expected what was expected, empty if nothing was
   * @param observed what is, empty if it is missing
   * @param samples how many samples the observed value rests on, 0 if it is missing
   */
  public record Comparison(
      MetricKey key, OptionalDouble expected, OptionalDouble observed, long samples) {
    /** Checks the parts. */
    public Comparison {
      requireNonNull(key, "key");
      requireNonNull(expected, "expected");
      requireNonNull(observed, "observed");
    }

    private static Comparison of(MetricKey key, Metrics expected, Metrics observed) {
      Optional<MetricValue> found = observed.find(key);
      return new Comparison(
          key,
          expected.value(key),
          observed.value(key),
          found.map(MetricValue::samples).orElse(0L));
    }
  }

  /** Copies the metrics. */
  public Performance {
    metrics = List.copyOf(metrics);
    requireNonNull(context, "context");
    requireNonNull(health, "health");
  }

  /** Returns the performance of a version of which nothing is known. */
  public static Performance unknown() {
    return UNKNOWN;
  }

  /** Returns what was observed beside what was expected. */
  public static Performance of(Metrics expected, Metrics observed, String context, Health health) {
    Set<MetricKey> keys = new LinkedHashSet<>(expected.values().keySet());
    keys.addAll(observed.values().keySet());
    List<Comparison> all = new ArrayList<>();
    keys.forEach(key -> all.add(Comparison.of(key, expected, observed)));
    return new Performance(all, context, health);
  }
}
