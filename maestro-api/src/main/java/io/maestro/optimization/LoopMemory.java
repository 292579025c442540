package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.StrategyRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that an optimization loop knows from one tick to the next: one versioned document for each
 * strategy, of bounded size.
 *
 * @param current the version that is judged
 * @param schedule when it ticks
 * @param ticks the number of the last tick that is over, 0 if there was none
 * @param triggers what each trigger remembers, by its words
 * @param history what the guards look back on
 * @param tags the tags of its ticks' runs
 */
public record LoopMemory(
    StrategyRef current,
    Schedule schedule,
    long ticks,
    Map<String, TriggerMemory> triggers,
    History history,
    Map<String, String> tags) {
  /**
   * When a loop ticks: on a fixed grid of times, or on demand.
   *
   * @param from where the grid begins
   * @param interval how far apart its times are, empty for no grid: it ticks on demand
   * @param slot the last time of the grid that was used, 0 for its beginning
   * @param stopped why the loop was stopped, empty while it is on
   */
  public record Schedule(
      Instant from, Optional<Duration> interval, long slot, Optional<String> stopped) {
    /** Checks the parts. */
    public Schedule {
      requireNonNull(from, "from");
      requireNonNull(stopped, "stopped");
      if (interval.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
        throw new IllegalArgumentException("an interval must be more than zero: " + interval.get());
      }
      if (slot < 0) {
        throw new IllegalArgumentException("a slot is 0 or more: " + slot);
      }
    }
  }

  /**
   * What guards look back on.
   *
   * @param ended when the last optimization ended, whatever came of it
   * @param confirmed when the current version was last found to be without a better one
   * @param begun when the optimizations of the last 24 hours began
   * @param inWork since when one is in work
   */
  public record History(
      Optional<Instant> ended,
      Optional<Instant> confirmed,
      List<Instant> begun,
      Optional<Instant> inWork) {
    private static final History NONE =
        new History(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** Copies the list. */
    public History {
      requireNonNull(ended, "ended");
      requireNonNull(confirmed, "confirmed");
      begun = List.copyOf(begun);
      requireNonNull(inWork, "inWork");
    }

    /** Returns the history of a loop that has not optimized anything. */
    public static History none() {
      return NONE;
    }
  }

  /** Copies the maps. */
  public LoopMemory {
    requireNonNull(current, "current");
    requireNonNull(schedule, "schedule");
    triggers = Collections.unmodifiableMap(new TreeMap<>(triggers));
    requireNonNull(history, "history");
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    if (ticks < 0) {
      throw new IllegalArgumentException("ticks must be 0 or more: " + ticks);
    }
  }

  /** Returns whether the loop is on. */
  public boolean isRunning() {
    return schedule.stopped().isEmpty();
  }

  /** Returns whether the loop ticks only when it is told to. */
  public boolean isOnDemand() {
    return schedule.interval().isEmpty();
  }

  /** Returns when the next tick is due, or empty if the loop is on demand or was stopped. */
  public Optional<Instant> nextTick() {
    return schedule
        .interval()
        .filter(interval -> isRunning())
        .map(interval -> schedule.from().plus(interval.multipliedBy(schedule.slot() + 1)));
  }
}
