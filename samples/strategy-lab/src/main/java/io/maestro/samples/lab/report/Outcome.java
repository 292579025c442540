package io.maestro.samples.lab.report;

/** How a development ended. */
public enum Outcome {
  /** The rule passed every check. */
  VALIDATED("Validated"),
  /** The rule failed a check. */
  REJECTED("Rejected"),
  /** There was no rule to check. */
  CONCLUDED("Concluded"),
  /** Something broke. */
  FAILED("Failed"),
  /** Somebody ended it. */
  CANCELLED("Cancelled");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** The outcome as the result file spells it. */
  public String word() {
    return word;
  }
}
