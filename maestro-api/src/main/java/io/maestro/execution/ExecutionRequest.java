package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.StrategyRef;

/**
 * What is asked for when a strategy is executed: the input of an execution's run.
 *
 * @param strategy the version
 * @param mode whether it is for real
 */
public record ExecutionRequest(StrategyRef strategy, Mode mode) {
  /** Checks the parts. */
  public ExecutionRequest {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
  }
}
