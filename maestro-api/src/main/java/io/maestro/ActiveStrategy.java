package io.maestro;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import java.time.Instant;

/**
 * A strategy that a maestro works on, as it was at the moment of its {@link SystemState}.
 * Immutable.
 *
 * @param kind the name of its kind
 * @param strategy which one of its kind, as the run's tag {@link #STRATEGY_TAG} says; else the
 *     topic of its development; empty if neither is known
 * @param activity what is done with it
 * @param mode the mode of its execution, as the run's tag {@link #MODE_TAG} says; empty if it has
 *     none
 * @param run the run that does it
 * @param status what that run is doing; it may be told a moment after the queues show it
 * @param since when the run was accepted
 */
public record ActiveStrategy(
    String kind,
    String strategy,
    Activity activity,
    String mode,
    RunId run,
    RunStatus status,
    Instant since) {
  /** The tag of a run that names the strategy it works on. */
  public static final String STRATEGY_TAG = "maestro.strategy";

  /** The tag of a run that names the mode in which it executes a strategy. */
  public static final String MODE_TAG = "maestro.mode";

  /** What is done with a strategy. */
  public enum Activity {
    /** It is researched, created, optimized and validated. */
    DEVELOPING,
    /** It is executed. */
    EXECUTING,
    /** It is watched and optimized again. */
    OPTIMIZING
  }

  /** Checks the parts. */
  public ActiveStrategy {
    requireNonNull(kind, "kind");
    requireNonNull(strategy, "strategy");
    requireNonNull(activity, "activity");
    requireNonNull(mode, "mode");
    requireNonNull(run, "run");
    requireNonNull(status, "status");
    requireNonNull(since, "since");
  }

  /** Returns the same with another status. */
  public ActiveStrategy withStatus(RunStatus other) {
    return new ActiveStrategy(kind, strategy, activity, mode, run, other, since);
  }
}
