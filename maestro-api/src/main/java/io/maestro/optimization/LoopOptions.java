package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an optimization loop is run: its interval and the tags of its ticks. Immutable; each method
 * returns a changed copy.
 */
public final class LoopOptions {
  /** The longest interval. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(3_650);

  private static final LoopOptions DEFAULTS =
      new LoopOptions(Optional.empty(), RunOptions.defaults());

  private final Optional<Duration> interval;
  private final RunOptions ticks;

  private LoopOptions(Optional<Duration> interval, RunOptions ticks) {
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
    return new LoopOptions(Optional.of(interval), RunOptions.defaults());
  }

  /**
   * Returns these options with a tag of each tick's run added or replaced; see {@link
   * RunOptions#tag}.
   */
  public LoopOptions tag(String key, String value) {
    return new LoopOptions(interval, ticks.tag(key, value));
  }

  /** Returns the interval, or empty for the configured one. */
  public Optional<Duration> interval() {
    return interval;
  }

  /** Returns the tags, sorted by key. */
  public Map<String, String> tags() {
    return ticks.tags();
  }

  @Override
  public String toString() {
    return "LoopOptions[interval=" + interval + ", tags=" + tags() + "]";
  }
}
