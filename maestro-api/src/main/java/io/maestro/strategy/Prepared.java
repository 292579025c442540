package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import java.util.Optional;

/**
 * That a strategy is ready to be executed.
 *
 * @param observation how things are now; what the gate is asked about before anything is executed
 */
public record Prepared(Observation observation) implements Decision<Prepared> {
  /** Checks that there is an observation. */
  public Prepared {
    requireNonNull(observation, "observation");
  }

  /** Returns that a strategy is ready, and what was measured just now. */
  public static Prepared of(Metrics metrics) {
    return new Prepared(Observation.of(metrics));
  }

  @Override
  public Optional<Prepared> envelope() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return "";
  }
}
