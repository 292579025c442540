package io.maestro.core.optimization;

import io.maestro.config.MaestroConfig;
import io.maestro.core.life.SettingsThresholds;
import io.maestro.kind.StrategyKind;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.strategy.Strategy;
import java.util.List;

/**
 * When a version of a kind is worth optimizing again, if its kind does not say: by the settings.
 */
final class DefaultPolicy {
  private DefaultPolicy() {}

  static Reoptimization of(
      StrategyKind<?, ?, ?, ?> kind, MaestroConfig config, Strategy<?> version) {
    return kind.reoptimization().orElseGet(() -> bySettings(kind, config, version));
  }

  private static Reoptimization bySettings(
      StrategyKind<?, ?, ?, ?> kind, MaestroConfig config, Strategy<?> version) {
    List<Trigger> triggers =
        SettingsThresholds.of(version, kind.primaryMetric(), config).stream()
            .<Trigger>map(Trigger::unless)
            .toList();
    return triggers.isEmpty()
        ? Reoptimization.never()
        : Reoptimization.when(
            triggers.get(0), triggers.subList(1, triggers.size()).toArray(Trigger[]::new));
  }
}
