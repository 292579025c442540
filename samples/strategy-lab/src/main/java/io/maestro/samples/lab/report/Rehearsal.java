package io.maestro.samples.lab.report;

import io.maestro.samples.lab.watch.Expectation;

/**
 * How a rule's days on paper went.
 *
 * @param mode whether it was for real; it never was
 * @param outcome whether it came to its end, or the gate closed
 * @param reason why it did not come to its end; empty if it did
 * @param days how many days were traded
 * @param finalEquity what one unit had become by then
 * @param maxDrawdown the deepest fall from a peak, 0 to 1
 * @param gate the fall from a peak at which the gate closes, 0 to 1
 * @param expectation what had been promised for these days, beside what was seen
 */
public record Rehearsal(
    String mode,
    String outcome,
    String reason,
    int days,
    double finalEquity,
    double maxDrawdown,
    double gate,
    Expectation expectation) {
  /** Whether the gate let it come to its end. */
  public boolean isCompleted() {
    return reason.isEmpty();
  }
}
