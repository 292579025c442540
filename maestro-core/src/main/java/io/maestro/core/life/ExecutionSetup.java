package io.maestro.core.life;

import io.maestro.config.MaestroConfig;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Threshold;
import io.maestro.strategy.Strategy;
import io.maestro.time.TimeSource;
import java.util.List;

/** What all executions of a kind share. */
record ExecutionSetup<S>(
    StrategyKind<?, ?, S, ?> kind, Readings readings, MaestroConfig config, TimeSource time) {
  List<Threshold> thresholdsFor(Strategy<S> strategy) {
    return SettingsThresholds.of(strategy, kind.primaryMetric(), config);
  }
}
