package io.maestro.optimization;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The trigger that fires when a version has reached an age; made by {@link Trigger#olderThan}.
 *
 * @param age the age, more than zero
 */
public record AgeTrigger(Duration age) implements Trigger {
  /** Checks the age. */
  public AgeTrigger {
    if (age.isZero() || age.isNegative()) {
      throw new IllegalArgumentException("the age of a trigger must be more than zero: " + age);
    }
  }

  @Override
  public Examined examine(TriggerCase given, TriggerMemory memory) {
    Duration reached = Duration.between(given.confirmedAt(), given.at());
    Finding.State state = reached.compareTo(age) >= 0 ? Finding.State.FIRED : Finding.State.CALM;
    return new Examined(
        new Finding(toString(), state, "it is " + inWords(reached) + " old"), memory);
  }

  private static String inWords(Duration reached) {
    return reached.compareTo(Duration.ofDays(2)) >= 0
        ? reached.toDays() + " days"
        : reached.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns the trigger in words. */
  @Override
  public String toString() {
    return "older than " + age;
  }
}
