package io.maestro.samples.cache;

import io.maestro.execution.Execution;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.strategy.Strategy;

/**
 * What became of a day, and of the night after it.
 *
 * @param day the day's number
 * @param used the version in use
 * @param live what it served
 * @param untouched what the first version would have served
 * @param decision what was decided in the night
 * @param next the version to be used on the next day
 */
record DayReport(
    int day,
    Strategy<Policy> used,
    Execution<Served> live,
    Execution<Served> untouched,
    OptimizationDecision decision,
    Strategy<Policy> next) {
  int hits() {
    return hits(live);
  }

  int hitsUntouched() {
    return hits(untouched);
  }

  /** What is asked for after the gate has closed is asked for in vain. */
  private static int hits(Execution<Served> execution) {
    return execution.outcome().map(Served::hits).orElse(0);
  }
}
