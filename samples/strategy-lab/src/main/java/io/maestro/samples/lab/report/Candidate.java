package io.maestro.samples.lab.report;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.check.Finding;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;

/**
 * A rule that was developed as far as the checks.
 *
 * @param version the version of the strategy
 * @param trials how many measurements its development took
 */
public record Candidate(
    int version, int trials, WalkForward walkForward, Evidence evidence, List<Finding> findings) {
  /** Copies what it is given. */
  public Candidate {
    findings = List.copyOf(findings);
  }

  /** The rule itself. */
  public Rule rule() {
    return walkForward.latest();
  }
}
