package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.StrategyRef;
import java.util.List;
import java.util.stream.Collectors;

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

  /** Returns why it was decided so, and what came of it, in one line. */
  public String reason() {
    String because = choice + by() + ": " + why();
    return result.end() == OptimizationResult.End.NOTHING_DONE ? because : because + "; " + result;
  }

  private String by() {
    return suppressedBy.isEmpty() ? "" : " by " + joined(suppressedBy);
  }

  private String why() {
    if (findings.isEmpty()) {
      return "no trigger";
    }
    List<Finding> signs = findings.stream().filter(this::counts).toList();
    return joined(signs.isEmpty() ? findings : signs);
  }

  private boolean counts(Finding finding) {
    return switch (finding.state()) {
      case FIRED, TOO_FEW_SAMPLES -> true;
      case BREACHED -> choice == Choice.HOLD;
      case CALM, INCONCLUSIVE -> false;
    };
  }

  private static String joined(List<?> parts) {
    return parts.stream().map(String::valueOf).collect(Collectors.joining("; "));
  }
}
