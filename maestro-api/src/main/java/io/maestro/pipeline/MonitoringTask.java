package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.Reading;
import io.maestro.strategy.Strategy;
import java.util.Optional;

/**
 * What is to be monitored, and what its executions last reported.
 *
 * @param strategy the version
 * @param live the latest reading for real, if there is one
 * @param rehearsal the latest reading for practice, if there is one
 * @param <S> the type of the specification
 */
public record MonitoringTask<S>(
    Strategy<S> strategy, Optional<Reading> live, Optional<Reading> rehearsal) {
  /** Checks the parts. */
  public MonitoringTask {
    requireNonNull(strategy, "strategy");
    requireNonNull(live, "live");
    requireNonNull(rehearsal, "rehearsal");
  }

  /** Returns the reading to rely on: the one for real if there is one, else the one of practice. */
  public Optional<Reading> latest() {
    return live.or(() -> rehearsal);
  }
}
