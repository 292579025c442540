package io.maestro.samples.lab.report;

import io.maestro.samples.lab.rule.Rule;
import java.util.List;

/**
 * The development that knew what the first one had led to.
 *
 * @param outcome how it ended
 * @param draft the rule it started from
 * @param rationale why that one
 * @param warmStarts how many rules each fold looked at, of all there are
 * @param candidate what it developed
 */
public record SecondRun(
    Outcome outcome, Rule draft, String rationale, List<Integer> warmStarts, Candidate candidate) {
  /** Copies what it is given. */
  public SecondRun {
    warmStarts = List.copyOf(warmStarts);
  }

  /** What came of knowing it, beside another development. */
  public String changeFrom(Outcome before, Rule rule) {
    return (candidate.rule().equals(rule) ? "the same rule" : "another rule")
        + " and "
        + (outcome == before ? "the same verdict" : "another verdict");
  }

  /** How many folds knew something to start from. */
  public int informed() {
    int all = Rule.grid().size();
    return (int) warmStarts.stream().filter(count -> count < all).count();
  }
}
