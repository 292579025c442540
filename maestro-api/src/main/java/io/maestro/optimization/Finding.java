package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

/**
 * What one trigger found at one tick.
 *
 * @param trigger the trigger in words, by which its memory is found
 * @param state what it says
 * @param detail what it rests on, for people: understood without the trigger's words, and its
 *     numbers rounded
 */
public record Finding(String trigger, State state, String detail) {
  /** What a trigger says. */
  public enum State {
    /** There is no reason to optimize. */
    CALM,
    /** There is a sign, which is not confirmed yet. */
    BREACHED,
    /** There is a reason to optimize. */
    FIRED,
    /** What it looks at is missing; never a reason to optimize. */
    INCONCLUSIVE,
    /** There is a sign, which rests on too few samples to count. */
    TOO_FEW_SAMPLES
  }

  /** Checks the parts. */
  public Finding {
    requireNonNull(trigger, "trigger");
    requireNonNull(state, "state");
    requireNonNull(detail, "detail");
  }

  /** Returns what it says and what it rests on, in one line. */
  @Override
  public String toString() {
    return state + ", " + detail;
  }
}
