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
 * @param strategy which one of its kind: the topic of its development, {@code name@version} of what
 *     is executed, the name of what is optimized; empty if that can't be read
 * @param activity what is done with it
 * @param mode the mode of its execution; empty if it is not executed
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
