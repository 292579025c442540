package io.maestro.samples.lab.report;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;

/**
 * A rule that was developed as far as the checks.
 *
 * @param kind the kind of the strategy
 * @param version the version of the strategy
 * @param trials how many measurements its development took
 * @param answers what the checks said, in their order
 */
public record Candidate(
    String kind,
    int version,
    int trials,
    WalkForward walkForward,
    Evidence evidence,
    List<Answer> answers) {
  /** Copies what it is given. */
  public Candidate {
    answers = List.copyOf(answers);
  }

  /** The rule itself. */
  public Rule rule() {
    return walkForward.latest();
  }
}
