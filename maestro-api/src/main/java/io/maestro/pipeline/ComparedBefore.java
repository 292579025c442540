package io.maestro.pipeline;

import io.maestro.metric.Direction;
import io.maestro.metric.MetricKey;
import io.maestro.metric.MetricValue;
import io.maestro.metric.Threshold;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.StrategyRef;
import java.util.Optional;

/** Compares a candidate with the version that it is to follow. */
final class ComparedBefore {
  private ComparedBefore() {}

  static CheckResult examine(MetricKey metric, double tolerance, Candidate<?, ?, ?> candidate) {
    Optional<StrategyRef> before = candidate.request().revision().map(ResearchTask.Revision::of);
    if (before.isEmpty()) {
      return CheckResult.pass("it follows no version");
    }
    Optional<MetricValue> value = candidate.following().flatMap(found -> found.find(metric));
    if (value.isEmpty()) {
      return CheckResult.inconclusive(metric.name() + " of " + before.get() + " is missing");
    }
    Threshold kept = asGoodAs(metric, value.get().value(), tolerance);
    CheckResult result = ThresholdCheck.examine(kept, candidate.metrics());
    return new CheckResult(
        result.verdict(),
        result.observed(),
        result.threshold(),
        result.message() + ", compared with " + before.get());
  }

  private static Threshold asGoodAs(MetricKey metric, double before, double tolerance) {
    double leeway = tolerance * Math.abs(before);
    return metric.direction() == Direction.HIGHER_IS_BETTER
        ? Threshold.atLeast(metric, Math.max(-Double.MAX_VALUE, before - leeway))
        : Threshold.atMost(metric, Math.min(Double.MAX_VALUE, before + leeway));
  }
}
