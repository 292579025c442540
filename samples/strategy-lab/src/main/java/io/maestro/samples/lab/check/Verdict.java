package io.maestro.samples.lab.check;

/** The answer of a check; only the first two let a rule pass. */
public enum Verdict {
  /** As it should be. */
  PASS,
  /** Worth knowing, but no reason to refuse. */
  WARN,
  /** A reason to refuse. */
  FAIL,
  /** There was not enough to tell, which is a reason to refuse, too. */
  INCONCLUSIVE,
  /** The check itself broke, which is a reason to refuse, too. */
  ERROR;

  /** Whether a rule may go on with this answer. */
  public boolean goesOn() {
    return this == PASS || this == WARN;
  }
}
