package io.maestro.strategy;

/**
 * What a check says, from best to worst; only the first, or by the kind's leave the second, goes
 * on.
 */
public enum Verdict {
  /** The check is satisfied. */
  PASS,
  /** The check is satisfied with reservations. */
  WARN,
  /** The check can't tell: something is missing. */
  INCONCLUSIVE,
  /** The check is not satisfied. */
  FAIL,
  /** The check itself broke. */
  ERROR;

  /** Returns the worse of two verdicts. */
  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
