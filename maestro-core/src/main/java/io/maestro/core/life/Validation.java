package io.maestro.core.life;

import io.maestro.flow.FlowContext;
import io.maestro.kind.StrategyKind;
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
    kind.checks()
        .forEach(
            (id, check) ->
                results.put(
                    id,
                    flow.stage(id, CheckResult.class, stage -> examine(check, candidate, stage))));
    return new ValidationReport(
        results, kind.warnings(), flow.now(), flow.now().plus(kind.validFor()));
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
