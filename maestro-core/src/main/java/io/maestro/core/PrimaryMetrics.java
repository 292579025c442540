package io.maestro.core;

import io.maestro.config.ConfigProblem;
import io.maestro.config.MaestroConfig;
import io.maestro.kind.StrategyKind;
import java.util.List;
import java.util.Optional;

/** Finds the kinds that the settings' performance threshold says nothing of. */
record PrimaryMetrics(MaestroConfig config, List<StrategyKind<?, ?, ?, ?>> kinds) {

  /** A threshold that protects nothing is a mistake: somebody relies on it. */
  Optional<ConfigProblem> problem() {
    List<String> without = without();
    return without.isEmpty() || without.size() < kinds.size()
        ? Optional.empty()
        : Optional.of(
            new ConfigProblem(
                "performanceThreshold",
                String.valueOf(config.performanceThreshold().orElseThrow()),
                "is about primary metrics, and no kind has one: give %s a primaryMetric(...), or use performanceThresholds"
                    .formatted(String.join(", ", without))));
  }

  /** Some kinds may have none on purpose. */
  Optional<String> warning() {
    List<String> without = without();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "performanceThreshold says nothing of %s: it has no primaryMetric(...)"
                .formatted(String.join(", ", without)));
  }

  private List<String> without() {
    return kinds.stream()
        .filter(kind -> config.performanceThreshold().isPresent())
        .filter(kind -> kind.primaryMetric().isEmpty())
        .map(StrategyKind::name)
        .distinct()
        .toList();
  }
}
