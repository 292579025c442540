package io.maestro.core.optimization;

import io.maestro.config.MaestroConfig;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Direction;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Threshold;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a version of a kind is worth optimizing again, if its kind does not say: by the settings.
 */
record DefaultPolicy(MaestroConfig config, Optional<MetricKey> primary) {

  static Reoptimization of(
      StrategyKind<?, ?, ?, ?> kind, MaestroConfig config, Strategy<?> version) {
    return kind.reoptimization()
        .orElseGet(() -> new DefaultPolicy(config, kind.primaryMetric()).of(version));
  }

  private Reoptimization of(Strategy<?> version) {
    List<Trigger> triggers =
        Stream.concat(
                ofPrimaryMetric(),
                config.performanceThresholds().stream()
                    .filter(threshold -> concerns(threshold, version)))
            .distinct()
            .<Trigger>map(Trigger::unless)
            .toList();
    return triggers.isEmpty()
        ? Reoptimization.never()
        : Reoptimization.when(
            triggers.get(0), triggers.subList(1, triggers.size()).toArray(Trigger[]::new));
  }

  private Stream<Threshold> ofPrimaryMetric() {
    return primary.stream()
        .flatMap(
            key ->
                config.performanceThreshold().stream().mapToObj(bound -> betterThan(key, bound)));
  }

  private static Threshold betterThan(MetricKey key, double bound) {
    return key.direction() == Direction.HIGHER_IS_BETTER
        ? Threshold.atLeast(key, bound)
        : Threshold.atMost(key, bound);
  }

  private boolean concerns(Threshold threshold, Strategy<?> version) {
    return primary.filter(threshold.key()::equals).isPresent()
        || version.expected().find(threshold.key()).isPresent();
  }
}
