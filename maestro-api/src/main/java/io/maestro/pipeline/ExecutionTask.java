package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.Strategy;

/**
 * What is to be executed.
 *
 * @param strategy the version to execute
 * @param mode whether it is for real
 * @param <S> the type of the specification
 */
public record ExecutionTask<S>(Strategy<S> strategy, Mode mode) {
  /** Whether an execution is for real; nothing starts executions by itself yet. */
  public enum Mode {
    /** For practice: runs any version, is marked so everywhere, and never counts as validation. */
    REHEARSAL,
    /** For real: needs a valid, unexpired PASS. */
    LIVE
  }

  /** Checks the parts. */
  public ExecutionTask {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
  }

  /** Returns the specification. */
  public S spec() {
    return strategy.spec();
  }
}
