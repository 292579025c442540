package io.maestro.samples.lab.policy;

import io.maestro.samples.lab.rule.Rule;
import java.time.LocalDate;

/**
 * A decision of the loop other than to leave things as they are.
 *
 * @param on the day
 * @param kind what was decided, and what came of it
 * @param rule the rule that is current from then on
 * @param why the decision in words
 */
public record Turn(LocalDate on, Kind kind, Rule rule, String why) {
  /** What was decided, and what came of it. */
  public enum Kind {
    /** A rule was fitted anew, and it is another one. */
    SWITCHED,
    /** A rule was fitted anew, and it is the same one, or the new one was refused. */
    KEPT,
    /** There was a reason to fit anew, and something stood in the way. */
    SUPPRESSED
  }
}
