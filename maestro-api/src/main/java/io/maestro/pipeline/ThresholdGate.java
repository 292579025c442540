package io.maestro.pipeline;

import io.maestro.execution.Situation;
import io.maestro.flow.StepContext;
import io.maestro.metric.Threshold;
import io.maestro.strategy.CheckResult;
import java.util.Optional;

/** A gate that is open while a threshold is kept. */
record ThresholdGate(Threshold bound) implements Gate<Object> {
  @Override
  public CheckResult examine(Situation<?> now, StepContext step) {
    return ThresholdCheck.examine(bound, now.metrics());
  }

  @Override
  public Optional<Threshold> threshold() {
    return Optional.of(bound);
  }
}
