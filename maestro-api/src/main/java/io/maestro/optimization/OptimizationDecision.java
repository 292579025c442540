package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.optimization.Finding.State;
import io.maestro.strategy.StrategyRef;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one tick of an optimization loop decided, why, and what came of it. Recorded for every tick.
 *
 * @param judged the version that was looked at
 * @param tick the tick
 * @param choice what was decided
 * @param findings what each trigger found, in the order of the policy; empty if nothing was looked
 *     at
 * @param suppressedBy what stood in the way, empty unless it was suppressed
 * @param performance how the version did
 * @param result what came of it
 */
public record OptimizationDecision(
    StrategyRef judged,
    Tick tick,
    Choice choice,
    List<Finding> findings,
    List<Suppression> suppressedBy,
    Performance performance,
    OptimizationResult result) {
  /** What can be decided. */
  public enum Choice {
    /** There is no reason to optimize. */
    HOLD,
    /** There is a reason, and nothing stands in the way. */
    OPTIMIZE,
    /** There is a reason, and something stands in the way. */
    SUPPRESSED
  }

  /** Copies the lists. */
  public OptimizationDecision {
    requireNonNull(judged, "judged");
    requireNonNull(tick, "tick");
    requireNonNull(choice, "choice");
    findings = List.copyOf(findings);
    suppressedBy = List.copyOf(suppressedBy);
    requireNonNull(performance, "performance");
    requireNonNull(result, "result");
  }

  /** Returns this decision with what came of it. */
  public OptimizationDecision with(OptimizationResult outcome) {
    return new OptimizationDecision(
        judged, tick, choice, findings, suppressedBy, performance, outcome);
  }

  /**
   * Returns why it was decided so, and what came of it, in one line for people: such as {@code
   * OPTIMIZE: hit-ratio >= 0.3, observed 0.115 on 4000 samples, broken at 2 of the last 3; accepted
   * v4}. Where something fired, only that is named; the triggers' full words are in the findings.
   */
  public String reason() {
    String because = choice + by() + ": " + why();
    return result.end() == OptimizationResult.End.NOTHING_DONE ? because : because + "; " + result;
  }

  /** A guard that says what a finding says is only named. */
  private String by() {
    List<String> guards =
        suppressedBy.stream()
            .map(guard -> isFound(guard.detail()) ? guard.guard().toString() : guard.toString())
            .distinct()
            .toList();
    return guards.isEmpty() ? "" : " by " + String.join("; ", guards);
  }

  private boolean isFound(String detail) {
    return findings.stream().anyMatch(finding -> finding.detail().equals(detail));
  }

  private String why() {
    return findings.isEmpty() ? "no trigger" : String.join("; ", signs());
  }

  /** The details of what says most, or of everything if nothing is a sign. */
  private List<String> signs() {
    return Stream.of(State.FIRED, State.TOO_FEW_SAMPLES, State.BREACHED)
        .map(this::details)
        .filter(details -> !details.isEmpty())
        .findFirst()
        .orElseGet(() -> findings.stream().map(Finding::detail).distinct().toList());
  }

  private List<String> details(State state) {
    return findings.stream()
        .filter(finding -> finding.state() == state)
        .map(Finding::detail)
        .toList();
  }
}
