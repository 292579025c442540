package io.maestro.core.life;

import io.maestro.flow.FlowContext;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.MetricKey;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.Check;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.ValidationReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes all checks of a kind, each recorded, none of which passes by breaking. */
record Validation<R, A, S>(StrategyKind<R, A, S, ?> kind) {
  static <R, A, S> Validation<R, A, S> of(StrategyKind<R, A, S, ?> kind) {
    return new Validation<>(kind);
  }

  ValidationReport examine(Candidate<R, A, S> candidate, FlowContext flow) {
    return flow.stage("validation", ValidationReport.class, stage -> reportOn(candidate, stage));
  }

  private ValidationReport reportOn(Candidate<R, A, S> candidate, FlowContext flow) {
    Map<String, CheckResult> results = new LinkedHashMap<>();
    checksFor(candidate)
        .forEach(
            (id, check) ->
                results.put(
                    id,
                    flow.stage(id, CheckResult.class, stage -> examine(check, candidate, stage))));
    return new ValidationReport(
        results, kind.warnings(), flow.now(), flow.now().plus(kind.validFor()));
  }

  /** A kind that says what counts above all wants no version that does far worse by it. */
  private Map<String, Check<? super R, ? super A, ? super S>> checksFor(
      Candidate<R, A, S> candidate) {
    Map<String, Check<? super R, ? super A, ? super S>> checks = new LinkedHashMap<>(kind.checks());
    kind.primaryMetric()
        .filter(metric -> wasObserved(metric, candidate))
        .ifPresent(
            metric ->
                checks.putIfAbsent(
                    Check.NO_WORSE_THAN_BEFORE, Check.noWorseThanBefore(metric, kind.tolerance())));
    return checks;
  }

  private static boolean wasObserved(MetricKey metric, Candidate<?, ?, ?> candidate) {
    return candidate.following().flatMap(before -> before.observed().find(metric)).isPresent();
  }

  private CheckResult examine(
      Check<? super R, ? super A, ? super S> check,
      Candidate<R, A, S> candidate,
      FlowContext flow) {
    try {
      CheckResult result = check.examine(candidate, flow);
      return result == null ? CheckResult.error("the check returned null") : result;
    } catch (Exception broken) { // the edge of user code: a broken check is a verdict
      return CheckResult.error("the check threw " + broken);
    }
  }
}
