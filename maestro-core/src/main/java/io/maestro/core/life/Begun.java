package io.maestro.core.life;

import io.maestro.execution.Mode;
import io.maestro.execution.Situation;
import io.maestro.metric.Observation;
import io.maestro.strategy.Strategy;
import java.time.Instant;

/**
 * An execution of a version that there is.
 *
 * @param execution the name under which its reports are kept: the id of the run that began it,
 *     which a retry of that run takes over
 * @param strategy the version
 * @param mode whether it is for real
 */
record Begun<S>(String execution, Strategy<S> strategy, Mode mode) {
  Situation<S> situation(Observation observation, Instant at) {
    return new Situation<>(strategy, mode, observation, at);
  }

  /** Returns the mode and the version. */
  @Override
  public String toString() {
    return mode + " of " + strategy.ref();
  }

  /** Returns how things stand before anything is known but what is expected. */
  Situation<S> asExpected(Instant at) {
    return situation(Observation.of(strategy.expected()), at);
  }
}
