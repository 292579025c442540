package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.Reading;
import io.maestro.strategy.StrategyRef;
import java.time.DateTimeException;
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
 * @param evidence what has been seen of the version
 * @param history what the guards look back on
 * @param tags the tags of its ticks' runs
 */
public record LoopMemory(
    StrategyRef current,
    Schedule schedule,
    long ticks,
    Evidence evidence,
    History history,
    Map<String, String> tags) {
  /**
   * When a loop ticks: on a fixed grid of times, or on demand.
   *
   * @param from where the grid begins
   * @param interval how far apart its times are, empty for no grid: it ticks on demand
   * @param slot the last time of the grid that was used, 0 for its beginning
   * @param begun the number of the last tick that was begun: that of the last one over, or one more
   *     while one is in work
   * @param stopped why the loop was stopped, empty while it is on
   */
  public record Schedule(
      Instant from, Optional<Duration> interval, long slot, long begun, Optional<String> stopped) {
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
      if (begun < 0) {
        throw new IllegalArgumentException("a tick's number is 0 or more: " + begun);
      }
    }
  }

  /**
   * What has been seen of a version.
   *
   * @param triggers what each trigger remembers, by its words
   * @param judged the readings that were judged last, at most one of each mode
   */
  public record Evidence(Map<String, TriggerMemory> triggers, List<Reading.Id> judged) {
    private static final Evidence NONE = new Evidence(Map.of(), List.of());

    /** Copies both. */
    public Evidence {
      triggers = Collections.unmodifiableMap(new TreeMap<>(triggers));
      judged = List.copyOf(judged);
    }

    /** Returns the evidence on a version of which nothing has been seen yet. */
    public static Evidence none() {
      return NONE;
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

  /** Copies the tags. */
  public LoopMemory {
    requireNonNull(current, "current");
    requireNonNull(schedule, "schedule");
    requireNonNull(evidence, "evidence");
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

  /**
   * Returns when the next tick is due, or empty if the loop is on demand, was stopped, or has come
   * to the end of time.
   */
  public Optional<Instant> nextTick() {
    return schedule.interval().filter(interval -> isRunning()).flatMap(this::nextOnTheGrid);
  }

  private Optional<Instant> nextOnTheGrid(Duration interval) {
    try {
      return Optional.of(
          schedule.from().plus(interval.multipliedBy(Math.addExact(schedule.slot(), 1))));
    } catch (ArithmeticException | DateTimeException beyond) {
      return Optional.empty();
    }
  }
}
