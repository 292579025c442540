package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all checks of a kind said of a candidate.
 *
 * @param checks the results by the check's id, in the order of the kind; at least one
 * @param warnings whether the kind lets warnings pass
 * @param at when they were made
 * @param validUntil until when a passing report may be relied on
 */
public record ValidationReport(
    Map<String, CheckResult> checks, Warnings warnings, Instant at, Instant validUntil) {
  /** Whether a warning stands in the way. */
  public enum Warnings {
    /** Only a PASS goes on. */
    BLOCK,
    /** A WARN goes on too. */
    PASS
  }

  /** Copies the results, keeping their order. */
  public ValidationReport {
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    requireNonNull(warnings, "warnings");
    requireNonNull(at, "at");
    requireNonNull(validUntil, "validUntil");
    if (checks.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one check");
    }
  }

  /** Returns the worst verdict among the checks. */
  public Verdict overall() {
    return checks.values().stream().map(CheckResult::verdict).reduce(Verdict.PASS, Verdict::worse);
  }

  /**
   * Returns whether the candidate may go on; fail-closed: nothing missing or broken ever passes.
   */
  public boolean passed() {
    return checks.values().stream().noneMatch(this::blocks);
  }

  /** Returns what speaks against the candidate: a line for each check that blocks it. */
  public List<String> against() {
    return checks.entrySet().stream()
        .filter(check -> blocks(check.getValue()))
        .map(
            check ->
                "%s: %s, %s"
                    .formatted(
                        check.getKey(), check.getValue().verdict(), check.getValue().message()))
        .toList();
  }

  private boolean blocks(CheckResult check) {
    return check.verdict() != Verdict.PASS
        && !(check.verdict() == Verdict.WARN && warnings == Warnings.PASS);
  }
}
