package io.maestro.core.life;

import io.maestro.config.MaestroConfig;
import io.maestro.metric.Direction;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Threshold;
import io.maestro.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings' thresholds that a version is held to, by gates and by optimization loops. */
public final class SettingsThresholds {
  private SettingsThresholds() {}

  /** Returns those on the primary metric and on those that are expected, each once. */
  public static List<Threshold> of(
      Strategy<?> version, Optional<MetricKey> primary, MaestroConfig config) {
    Stream<Threshold> ofPrimary =
        primary.stream()
            .flatMap(
                metric ->
                    config.performanceThreshold().stream()
                        .mapToObj(bound -> onTheBetterSide(metric, bound)));
    Stream<Threshold> named =
        config.performanceThresholds().stream()
            .filter(threshold -> isAbout(threshold.key(), version, primary));
    return Stream.concat(ofPrimary, named).distinct().toList();
  }

  private static Threshold onTheBetterSide(MetricKey metric, double bound) {
    return metric.direction() == Direction.HIGHER_IS_BETTER
        ? Threshold.atLeast(metric, bound)
        : Threshold.atMost(metric, bound);
  }

  private static boolean isAbout(
      MetricKey metric, Strategy<?> version, Optional<MetricKey> primary) {
    return primary.filter(metric::equals).isPresent()
        || version.expected().find(metric).isPresent();
  }
}
