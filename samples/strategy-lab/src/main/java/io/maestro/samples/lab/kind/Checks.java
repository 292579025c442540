package io.maestro.samples.lab.kind;

import io.maestro.flow.FlowContext;
import io.maestro.pipeline.Candidate;
import io.maestro.pipeline.Check;
import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.check.LookAhead;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.rule.Signal;
import io.maestro.strategy.CheckResult;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes checks of questions, each judged in a step of its own. */
final class Checks {
  private final Dossier.Latest dossiers;

  Checks(Dossier.Latest dossiers) {
    this.dossiers = dossiers;
  }

  /** The check that asks a question of all that is known. */
  Check<PriceFile, Object, Crossover> asking(Function<Dossier, Finding> question) {
    return (candidate, flow) -> judge(flow, () -> question.apply(dossier(candidate)));
  }

  /** The check that a signal, whatever it is made of, does not know the future. */
  static CheckResult lookAhead(
      Candidate<? extends PriceFile, ?, ? extends Signal> candidate, FlowContext flow) {
    return judge(
        flow, () -> LookAhead.examine(candidate.research().data().prices(), candidate.spec()));
  }

  private Dossier dossier(Candidate<? extends PriceFile, ?, ? extends Crossover> candidate) {
    return dossiers.of(
        candidate.research().data().prices(), candidate.spec(), LabTask.seed(candidate.request()));
  }

  private static CheckResult judge(FlowContext flow, Supplier<Finding> finding) {
    return flow.step("judge", CheckResult.class, step -> result(finding.get()));
  }

  private static CheckResult result(Finding finding) {
    String message = finding.message();
    CheckResult result =
        switch (finding.verdict()) {
          case PASS -> CheckResult.pass(message);
          case WARN -> CheckResult.warn(message);
          case FAIL -> CheckResult.fail(message);
          case INCONCLUSIVE -> CheckResult.inconclusive(message);
          case ERROR -> CheckResult.error(message);
        };
    return result.observing(finding.observed(), finding.threshold());
  }
}
