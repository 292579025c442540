package io.maestro.pipeline;

import io.maestro.metric.MetricValue;
import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.strategy.CheckResult;
import java.util.Optional;

/** Turns what a threshold says into a check's result. */
final class ThresholdCheck {
  private ThresholdCheck() {}

  static CheckResult examine(Threshold threshold, Metrics metrics) {
    Optional<MetricValue> found = metrics.find(threshold.key());
    if (found.isEmpty()) {
      return CheckResult.inconclusive(threshold.key().name() + " is missing");
    }
    MetricValue value = found.get();
    String seen = threshold.inWords(value);
    CheckResult result =
        switch (threshold.test(metrics)) {
          case KEPT -> CheckResult.pass(seen);
          case BROKEN -> CheckResult.fail(seen);
          case UNKNOWN ->
              CheckResult.inconclusive(
                  "%s on %d of %d samples"
                      .formatted(seen, value.samples(), threshold.minSamples()));
        };
    return result.observing(value.value(), threshold.bound());
  }
}
