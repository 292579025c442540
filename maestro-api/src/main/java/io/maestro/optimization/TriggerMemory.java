package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one trigger remembers from one tick to the next. Bounded by what the trigger looks back on.
 *
 * @param breach whether a breach was confirmed and is not over
 * @param recent the last observations that counted, the latest last
 * @param context the name of other circumstances that were observed last, empty if none
 * @param repeats how often in a row they were observed
 */
public record TriggerMemory(Breach breach, List<Mark> recent, String context, int repeats) {
  private static final TriggerMemory NONE = new TriggerMemory(Breach.OVER, List.of(), "", 0);

  /** Whether a breach was confirmed and is not over. */
  public enum Breach {
    /** There is none. */
    OVER,
    /** There is one. */
    ON
  }

  /** What an observation that counted was. */
  public enum Mark {
    /** The threshold was kept. */
    KEPT,
    /** The threshold was broken. */
    BROKEN
  }

  /** Copies the observations. */
  public TriggerMemory {
    requireNonNull(breach, "breach");
    requireNonNull(context, "context");
    recent = List.copyOf(recent);
    if (repeats < 0) {
      throw new IllegalArgumentException("repeats must be 0 or more: " + repeats);
    }
  }

  /** Returns the memory of a trigger that has seen nothing yet. */
  public static TriggerMemory none() {
    return NONE;
  }
}
