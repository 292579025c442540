package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.Situation;
import io.maestro.flow.StepContext;
import io.maestro.metric.Threshold;
import io.maestro.strategy.CheckResult;
import java.util.Optional;

/**
 * Says whether a strategy may be executed now, and whether it may go on. Asked before anything is
 * executed, and again at each report of the execution.
 *
 * <p>Step code: it may look at the outside world, and it may be asked again. Only PASS, and WARN
 * where the kind lets warnings pass, leaves it open. One that throws, returns null, or does not
 * answer in time is closed.
 *
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface Gate<S> {
  /**
   * Judges a situation.
   *
   * @throws Exception to close the gate
   */
  CheckResult examine(Situation<? extends S> now, StepContext step) throws Exception;

  /** Returns the threshold that this gate consists of, or empty if it is code. */
  default Optional<Threshold> threshold() {
    return Optional.empty();
  }

  /** Returns the gate that is open while the observed metrics keep a threshold. */
  static Gate<Object> that(Threshold threshold) {
    return new ThresholdGate(requireNonNull(threshold, "threshold"));
  }
}
