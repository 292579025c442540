package io.maestro.samples.lab.policy;

import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import java.time.Duration;

/** When to fit a rule anew. */
public enum Policy {
  /** Trade for ever what was fitted at first. */
  NEVER("never", "never"),
  /** Fit anew when the rule is a year old. */
  YEARLY("yearly", "every year"),
  /** Fit anew whenever the regime looks different. */
  RAW_CHANGE("raw-regime-change", "at any change of regime"),
  /** Fit anew when two looks in a row saw the same other regime, and not again soon. */
  CONFIRMED_CHANGE("confirmed-change-with-cool-down", "at a lasting change, with a cool-down");

  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration NOT_SOON = Duration.ofDays(63);
  private static final int LASTING = 2;

  private final String id;
  private final String words;

  Policy(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** Its name in the result file. */
  public String id() {
    return id;
  }

  /** What a person calls it. */
  public String words() {
    return words;
  }

  /** The same for the library. */
  Reoptimization reoptimization() {
    return switch (this) {
      case NEVER -> Reoptimization.never();
      case YEARLY -> Trigger.olderThan(YEAR).coolDown(Duration.ZERO);
      case RAW_CHANGE -> Trigger.contextChanged().coolDown(Duration.ZERO);
      case CONFIRMED_CHANGE -> Trigger.contextChanged().confirmed(LASTING).coolDown(NOT_SOON);
    };
  }
}
