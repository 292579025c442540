package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.strategy.Strategy;
import java.time.Instant;

/**
 * What a gate is asked about: a version, and how things are with it.
 *
 * @param strategy the version
 * @param mode whether it is executed for real
 * @param observation how things are: before anything is executed what the preparation observed, or
 *     else what is expected of the version; later what the execution reports
 * @param at when
 * @param <S> the type of the specification
 */
public record Situation<S>(Strategy<S> strategy, Mode mode, Observation observation, Instant at) {
  /** Checks the parts. */
  public Situation {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
    requireNonNull(observation, "observation");
    requireNonNull(at, "at");
  }

  /** Returns the specification. */
  public S spec() {
    return strategy.spec();
  }

  /** Returns the metrics of the observation. */
  public Metrics metrics() {
    return observation.metrics();
  }
}
