package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The policy of when to optimize a strategy again: triggers, any of which is a reason, and guards,
 * any of which stands in the way. Immutable; each method returns a changed copy.
 */
public final class Reoptimization {
  /** The cool-down if none is given. */
  public static final Duration DEFAULT_COOL_DOWN = Duration.ofDays(1);

  /** How many optimizations of a strategy may begin within 24 hours if nothing is given. */
  public static final int DEFAULT_PER_DAY = 4;

  /** How many optimizations of a kind a node works on at once if nothing is given. */
  public static final int DEFAULT_AT_ONCE = 1;

  private static final Reoptimization NEVER =
      new Reoptimization(List.of(), DEFAULT_COOL_DOWN, DEFAULT_PER_DAY, DEFAULT_AT_ONCE);

  private final List<Trigger> triggers;
  private final Duration coolDown;
  private final int perDay;
  private final int atOnce;

  private Reoptimization(List<Trigger> triggers, Duration coolDown, int perDay, int atOnce) {
    this.triggers = List.copyOf(triggers);
    this.coolDown = coolDown;
    this.perDay = perDay;
    this.atOnce = atOnce;
  }

  /**
   * Returns the policy of triggers with the default guards.
   *
   * @param more each different from the others
   */
  public static Reoptimization when(Trigger first, Trigger... more) {
    List<Trigger> all = new ArrayList<>();
    all.add(requireNonNull(first, "trigger"));
    for (Trigger trigger : more) {
      all.add(requireNonNull(trigger, "trigger"));
    }
    checkDifferent(all);
    return new Reoptimization(all, NEVER.coolDown, NEVER.perDay, NEVER.atOnce);
  }

  private static void checkDifferent(List<Trigger> triggers) {
    Set<String> seen = new HashSet<>();
    for (Trigger trigger : triggers) {
      if (!seen.add(trigger.toString())) {
        throw new IllegalArgumentException("trigger '" + trigger + "' is there already");
      }
    }
  }

  /** Returns the policy without triggers: what is observed is recorded, and nothing follows. */
  public static Reoptimization never() {
    return NEVER;
  }

  /**
   * Returns this policy with the time that must have passed since the last optimization ended,
   * whatever came of it.
   *
   * @param time zero for none
   */
  public Reoptimization coolDown(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a cool-down can't be negative: " + time);
    }
    return new Reoptimization(triggers, time, perDay, atOnce);
  }

  /**
   * Returns this policy with how many optimizations of a strategy may begin within any 24 hours.
   *
   * @param optimizations 1 to 1,000
   */
  public Reoptimization atMostPerDay(int optimizations) {
    return new Reoptimization(
        triggers, coolDown, checked(optimizations, "optimizations per day"), atOnce);
  }

  /**
   * Returns this policy with how many optimizations of the kind one node may work on at once.
   *
   * @param optimizations 1 to 1,000
   */
  public Reoptimization atMostAtOnce(int optimizations) {
    return new Reoptimization(
        triggers, coolDown, perDay, checked(optimizations, "optimizations at once"));
  }

  private static int checked(int count, String what) {
    if (count < 1 || count > 1_000) {
      throw new IllegalArgumentException(what + " must be 1 to 1,000: " + count);
    }
    return count;
  }

  /** Returns the triggers, in the order in which they are examined; empty for never. */
  public List<Trigger> triggers() {
    return triggers;
  }

  /** Returns the time that must have passed since the last optimization ended. */
  public Duration coolDown() {
    return coolDown;
  }

  /** Returns how many optimizations of a strategy may begin within any 24 hours. */
  public int perDay() {
    return perDay;
  }

  /** Returns how many optimizations of the kind one node may work on at once. */
  public int atOnce() {
    return atOnce;
  }

  /** Returns the policy in words. */
  @Override
  public String toString() {
    return triggers.isEmpty()
        ? "never"
        : "%s; cool-down %s, %d per day, %d at once".formatted(triggers, coolDown, perDay, atOnce);
  }
}
