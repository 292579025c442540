package io.maestro.optimization;

import java.time.Duration;

/**
 * The trigger that fires when a version's report is about to expire, or has; made by {@link
 * Trigger#beforeExpiry}.
 *
 * @param before how long before, more than zero
 */
public record ExpiryTrigger(Duration before) implements Trigger {
  /** Checks the time. */
  public ExpiryTrigger {
    if (before.isZero() || before.isNegative()) {
      throw new IllegalArgumentException(
          "the time before a report expires must be more than zero: " + before);
    }
  }

  @Override
  public Examined examine(TriggerCase given, TriggerMemory memory) {
    Duration left = Duration.between(given.at(), given.validUntil());
    Finding.State state = left.compareTo(before) <= 0 ? Finding.State.FIRED : Finding.State.CALM;
    String ends = left.isZero() || left.isNegative() ? "has expired at " : "expires at ";
    return new Examined(
        new Finding(toString(), state, "its report " + ends + given.validUntil()), memory);
  }

  /** Returns the trigger in words. */
  @Override
  public String toString() {
    return "report expires within " + before;
  }
}
