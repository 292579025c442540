package io.maestro.core.life;

import io.maestro.config.MaestroConfig;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Threshold;
import io.maestro.store.StoreException;
import io.maestro.strategy.Strategy;
import io.maestro.time.TimeSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What all executions of a kind share. */
record ExecutionSetup<S>(
    StrategyKind<?, ?, S, ?> kind, Readings readings, MaestroConfig config, TimeSource time) {
  /**
   * Waits in a step for what a store does.
   *
   * @throws StoreException if the store could not
   */
  <T> T await(CompletableFuture<T> stored) throws Exception {
    try {
      return time.await(stored);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException store) {
        throw store;
      }
      throw failed;
    }
  }

  List<Threshold> thresholdsFor(Strategy<S> strategy) {
    return SettingsThresholds.of(strategy, kind.primaryMetric(), config);
  }
}
