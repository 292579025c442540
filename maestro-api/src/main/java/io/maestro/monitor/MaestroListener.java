package io.maestro.monitor;

import io.maestro.message.DeadLetter;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.recovery.RecoveryReport;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.strategy.StrategyRef;

/**
 * Told of what happens, as it happens; every method does nothing unless it is overridden.
 *
 * <p><b>Threading:</b> called on worker threads, many at once for different runs; keep it short.
 * <b>Ordering:</b> in order for one run. <b>Failure:</b> what it throws is logged and changes
 * nothing. <b>Lifecycle:</b> given to the builder by the host, who also ends it.
 */
public interface MaestroListener {
  /** A run was accepted. */
  default void runAccepted(RunInfo run) {}

  /** A run's status changed to another live one. */
  default void runChanged(RunInfo run) {}

  /** A run ended. */
  default void runEnded(RunInfo run) {}

  /** A step was recorded, finally or to be tried again. */
  default void stepRecorded(RunId run, RecordedStep step) {}

  /**
   * A run ended with steps in its journal that its code no longer asked for (rule 2).
   *
   * @param paths the paths of those steps, sorted
   */
  default void stepsNotAskedFor(RunId run, java.util.List<String> paths) {}

  /**
   * The first look at the store is over, and there were unfinished runs.
   *
   * @param report what was found; nothing has come of it yet
   */
  default void recovered(RecoveryReport report) {}

  /** A tick of an optimization loop is over: what it decided, why, and what came of it. */
  default void optimizationDecided(OptimizationDecision decision) {}

  /**
   * An optimization loop has a new current version. Nothing else changes: whoever runs the former
   * one goes on with it until the host switches.
   *
   * @param before the version that was judged until now
   * @param chosen the version that is judged from now on
   */
  default void versionChosen(StrategyRef before, StrategyRef chosen) {}

  /**
   * A message reached nobody, or its handler threw. Of a flood, the latest thousand that wait to be
   * told are told.
   */
  default void deadLetter(DeadLetter letter) {}

  /**
   * Something went wrong that no caller waits for.
   *
   * @param where what the maestro was doing
   */
  default void problem(String where, Throwable cause) {}
}
