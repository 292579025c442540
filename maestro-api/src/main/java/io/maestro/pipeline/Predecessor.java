package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.MetricKey;
import io.maestro.metric.MetricValue;
import io.maestro.metric.Metrics;
import io.maestro.strategy.Strategy;
import java.util.Optional;

/**
 * The version that a candidate is to follow.
 *
 * @param version the version, with its report and what was expected of it
 * @param observed how it did when it was last looked at; none if nothing was observed
 * @param <S> the type of the specification
 */
public record Predecessor<S>(Strategy<S> version, Metrics observed) {
  /** Checks the parts. */
  public Predecessor {
    requireNonNull(version, "version");
    requireNonNull(observed, "observed");
  }

  /** Returns the version's specification. */
  public S spec() {
    return version.spec();
  }

  /**
   * Returns how it does by one metric: as it was observed, or, if it was not, as it was expected
   * to; empty if the metric is in neither.
   */
  public Optional<MetricValue> find(MetricKey metric) {
    return observed.find(metric).or(() -> version.expected().find(metric));
  }
}
