package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an optimization loop is run: its interval, if it has one, and the tags of its ticks.
 * Immutable; each method returns a changed copy.
 */
public final class LoopOptions {
  /** The longest interval. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(3_650);

  private static final LoopOptions DEFAULTS =
      new LoopOptions(Pace.AS_CONFIGURED, Optional.empty(), RunOptions.defaults());
  private static final LoopOptions ON_DEMAND =
      new LoopOptions(Pace.ON_DEMAND, Optional.empty(), RunOptions.defaults());

  /** What makes a loop tick. */
  private enum Pace {
    AS_CONFIGURED,
    INTERVAL,
    ON_DEMAND
  }

  private final Pace pace;
  private final Optional<Duration> interval;
  private final RunOptions ticks;

  private LoopOptions(Pace pace, Optional<Duration> interval, RunOptions ticks) {
    this.pace = pace;
    this.interval = interval;
    this.ticks = ticks;
  }

  /** Returns the options of a loop with the configured interval and no tags. */
  public static LoopOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the options of a loop with an interval of its own.
   *
   * @param interval 1 second to 3,650 days
   */
  public static LoopOptions every(Duration interval) {
    if (requireNonNull(interval, "interval").compareTo(Duration.ofSeconds(1)) < 0
        || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "a loop's interval must be 1 second to 3,650 days: " + interval);
    }
    return new LoopOptions(Pace.INTERVAL, Optional.of(interval), RunOptions.defaults());
  }

  /**
   * Returns the options of a loop that ticks only when {@link OptimizationLoop#tickNow} is called:
   * it sets no timer and has no next tick.
   */
  public static LoopOptions onDemand() {
    return ON_DEMAND;
  }

  /**
   * Returns these options with a tag of each tick's run added or replaced; see {@link
   * RunOptions#tag}.
   */
  public LoopOptions tag(String key, String value) {
    return new LoopOptions(pace, interval, ticks.tag(key, value));
  }

  /** Returns whether the loop ticks only when it is told to. */
  public boolean isOnDemand() {
    return pace == Pace.ON_DEMAND;
  }

  /** Returns the interval, or empty for the configured one, or for none if it is on demand. */
  public Optional<Duration> interval() {
    return interval;
  }

  /** Returns the tags, sorted by key. */
  public Map<String, String> tags() {
    return ticks.tags();
  }

  @Override
  public String toString() {
    return "LoopOptions[pace=" + pace + ", interval=" + interval + ", tags=" + tags() + "]";
  }
}
