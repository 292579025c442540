package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.strategy.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * What is to be monitored, and what its executions last reported.
 *
 * @param strategy the version
 * @param live the latest reading for real, if there is one
 * @param rehearsal the latest reading for practice, if there is one
 * @param judged the readings that the tick before judged already, at most one of each mode
 * @param <S> the type of the specification
 */
public record MonitoringTask<S>(
    Strategy<S> strategy,
    Optional<Reading> live,
    Optional<Reading> rehearsal,
    List<Reading.Id> judged) {
  /** Checks the parts and copies the list. */
  public MonitoringTask {
    requireNonNull(strategy, "strategy");
    requireNonNull(live, "live");
    requireNonNull(rehearsal, "rehearsal");
    judged = List.copyOf(judged);
    check(Mode.LIVE, live);
    check(Mode.REHEARSAL, rehearsal);
  }

  private static void check(Mode mode, Optional<Reading> reading) {
    reading
        .filter(found -> found.mode() != mode)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "a reading of mode %s can't stand for one of %s".formatted(other.mode(), mode));
            });
  }

  /**
   * Returns the reading to judge by: the latest LIVE one if the version has ever reported one,
   * however old it is, else the latest one of a rehearsal. A later rehearsal never hides what
   * happens for real. {@link Reading#mode()} says which one it is; {@link #latest(Mode)} never
   * falls back. It may have been judged before; {@link #news()} tells.
   */
  public Optional<Reading> latest() {
    return latest(Mode.LIVE).or(() -> latest(Mode.REHEARSAL));
  }

  /** Returns the latest reading of one mode, or empty if there is none. */
  public Optional<Reading> latest(Mode mode) {
    return switch (mode) {
      case LIVE -> live;
      case REHEARSAL -> rehearsal;
    };
  }

  /**
   * Returns the reading to judge by, or empty if there is none since it was last judged. What is
   * observed counts at each tick, so to count a reading once, observe only what is news.
   */
  public Optional<Reading> news() {
    return latest().filter(this::isNews);
  }

  /** Returns the latest reading of one mode, or empty if there is none since it was last judged. */
  public Optional<Reading> news(Mode mode) {
    return latest(mode).filter(this::isNews);
  }

  private boolean isNews(Reading reading) {
    return !judged.contains(reading.id());
  }
}
