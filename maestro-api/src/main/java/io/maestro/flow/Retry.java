package io.maestro.flow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How often and when a failed attempt is tried again: attempts, exponential backoff with full
 * jitter and a cap, and which failures are worth it (rule 4). Immutable.
 */
public final class Retry {
  /** The first backoff if none is given. */
  public static final Duration DEFAULT_FIRST_BACKOFF = Duration.ofMillis(100);

  /** The longest backoff if none is given. */
  public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofMinutes(1);

  private static final Retry NEVER =
      new Retry(1, DEFAULT_FIRST_BACKOFF, DEFAULT_MAX_BACKOFF, failure -> true);

  private final int attempts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;
  private final Predicate<? super Throwable> worthIt;

  private Retry(
      int attempts,
      Duration firstBackoff,
      Duration maxBackoff,
      Predicate<? super Throwable> worthIt) {
    this.attempts = attempts;
    this.firstBackoff = firstBackoff;
    this.maxBackoff = maxBackoff;
    this.worthIt = worthIt;
  }

  /** Returns the rule that nothing is tried again. */
  public static Retry never() {
    return NEVER;
  }

  /**
   * Returns the rule that a step is attempted so many times in all.
   *
   * @param attempts 1 to 1,000,000, the first one counted
   */
  public static Retry upTo(int attempts) {
    if (attempts < 1 || attempts > 1_000_000) {
      throw new IllegalArgumentException("attempts must be 1 to 1,000,000: " + attempts);
    }
    return new Retry(attempts, DEFAULT_FIRST_BACKOFF, DEFAULT_MAX_BACKOFF, NEVER.worthIt);
  }

  /**
   * Returns this rule with another backoff. The bound of the delay doubles with each attempt from
   * {@code first} to {@code max}; the delay is drawn evenly between zero and the bound (full
   * jitter).
   *
   * @param first zero or more
   * @param max {@code first} or more
   */
  public Retry backoff(Duration first, Duration max) {
    if (first.isNegative() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a backoff needs 0 <= first <= max: first " + first + ", max " + max);
    }
    return new Retry(attempts, first, max, worthIt);
  }

  /** Returns this rule for failures of one type only; other failures are final at once. */
  public Retry onlyOn(Class<? extends Throwable> type) {
    return onlyIf(requireNonNull(type, "type")::isInstance);
  }

  /** Returns this rule for failures that a predicate accepts; other failures are final at once. */
  public Retry onlyIf(Predicate<? super Throwable> predicate) {
    return new Retry(attempts, firstBackoff, maxBackoff, requireNonNull(predicate, "predicate"));
  }

  /** Returns the number of attempts in all. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns whether another attempt may follow.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param failure what it threw
   */
  public boolean allows(int attempt, Throwable failure) {
    return attempt < attempts && worthIt.test(failure);
  }

  /**
   * Returns the delay before the next attempt.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param chance a number from 0 (inclusive) to 1 (exclusive), drawn evenly
   */
  public Duration delayAfter(int attempt, double chance) {
    double bound = Math.min(nanos(maxBackoff), nanos(firstBackoff) * Math.pow(2, attempt - 1));
    return Duration.ofNanos((long) (bound * chance));
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
