package io.maestro.core.life;

import io.maestro.execution.Denial;
import io.maestro.execution.Mode;
import io.maestro.execution.Situation;
import io.maestro.flow.StepContext;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Threshold;
import io.maestro.pipeline.Gate;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.ValidationReport.Warnings;
import io.maestro.strategy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole gate of a kind, asked about one situation: what each part says, and why it is closed.
 */
final class AskedGate<S> {
  private static final String REPORT = "the validation report";

  private final StrategyKind<?, ?, S, ?> kind;
  private final Situation<S> now;
  private final StepContext step;
  private final Map<String, CheckResult> results = new LinkedHashMap<>();
  private final List<Denial> denials = new ArrayList<>();

  private AskedGate(StrategyKind<?, ?, S, ?> kind, Situation<S> now, StepContext step) {
    this.kind = kind;
    this.now = now;
    this.step = step;
  }

  /**
   * Asks every part of the gate.
   *
   * @param thresholds the settings' thresholds to ask besides
   * @throws Exception if the attempt should stop for another reason than its timeout
   */
  static <S> AskedGate<S> ask(
      StrategyKind<?, ?, S, ?> kind, List<Threshold> thresholds, Situation<S> now, StepContext step)
      throws Exception {
    AskedGate<S> asked = new AskedGate<>(kind, now, step);
    asked.askReport();
    for (Threshold threshold : thresholds) {
      asked.ask(threshold.toString(), Gate.that(threshold));
    }
    for (Map.Entry<String, Gate<? super S>> gate : kind.gates().entrySet()) {
      asked.ask(gate.getKey(), gate.getValue());
    }
    return asked;
  }

  /** Returns why a version's report does not allow an execution, or empty if it does. */
  static Optional<Denial> ofReport(Strategy<?> strategy, Mode mode, Instant at) {
    if (mode == Mode.REHEARSAL) {
      return Optional.empty();
    }
    if (!strategy.report().passed()) {
      return Optional.of(
          new Denial(
              Denial.Code.NOT_VALIDATED,
              strategy.ref() + " did not pass: " + String.join("; ", strategy.report().against())));
    }
    return at.isBefore(strategy.report().validUntil())
        ? Optional.empty()
        : Optional.of(
            new Denial(
                Denial.Code.REPORT_EXPIRED,
                "the report of "
                    + strategy.ref()
                    + " could be relied on until "
                    + strategy.report().validUntil()));
  }

  Map<String, CheckResult> results() {
    return results;
  }

  List<Denial> denials() {
    return denials;
  }

  private void askReport() {
    if (now.mode() == Mode.LIVE) {
      Optional<Denial> against = ofReport(now.strategy(), now.mode(), now.at());
      against.ifPresent(denials::add);
      results.put(
          REPORT,
          against
              .map(denial -> CheckResult.fail(denial.detail()))
              .orElseGet(
                  () ->
                      CheckResult.pass(
                          "may be relied on until " + now.strategy().report().validUntil())));
    }
  }

  private void ask(String id, Gate<? super S> gate) throws Exception {
    CheckResult result = isLate() ? notAsked() : examine(gate);
    results.put(id, result);
    if (!isOpen(result.verdict())) {
      denials.add(new Denial(code(gate, result.verdict()), id + ": " + result.message()));
    }
  }

  private CheckResult examine(Gate<? super S> gate) throws Exception {
    try {
      CheckResult result = gate.examine(now, step);
      if (isLate()) {
        return tooLate(); // whatever it says, however deaf it was to its interrupt
      }
      if (step.isCancelled()) {
        throw new InterruptedException("the gate was stopped");
      }
      return result == null ? CheckResult.error("the gate returned null") : result;
    } catch (Exception broken) { // the edge of user code: a broken gate is a closed one
      if (step.isCancelled() && !isLate()) {
        throw broken; // it was stopped, and answers another time
      }
      return isLate() ? tooLate() : CheckResult.error("the gate threw " + broken);
    }
  }

  private static CheckResult tooLate() {
    return CheckResult.error("the gate did not answer in time");
  }

  private static CheckResult notAsked() {
    return CheckResult.error("there was no time left to ask");
  }

  private boolean isLate() {
    return isLate(step);
  }

  /** Returns whether it is too late for a step's answer to count. */
  static boolean isLate(StepContext step) {
    return step.deadline().filter(deadline -> !step.now().isBefore(deadline)).isPresent();
  }

  private boolean isOpen(Verdict verdict) {
    return verdict == Verdict.PASS || (verdict == Verdict.WARN && kind.warnings() == Warnings.PASS);
  }

  private Denial.Code code(Gate<? super S> gate, Verdict verdict) {
    return switch (verdict) {
      case ERROR -> Denial.Code.GATE_ERROR;
      case INCONCLUSIVE ->
          gate.threshold().map(this::missing).orElse(Denial.Code.GATE_INCONCLUSIVE);
      case PASS, WARN, FAIL ->
          gate.threshold().isPresent() ? Denial.Code.THRESHOLD_BROKEN : Denial.Code.GATE_FAILED;
    };
  }

  private Denial.Code missing(Threshold threshold) {
    return now.metrics().find(threshold.key()).isEmpty()
        ? Denial.Code.METRIC_MISSING
        : Denial.Code.TOO_FEW_SAMPLES;
  }
}
