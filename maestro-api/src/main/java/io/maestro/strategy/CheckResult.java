package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * What one check found.
 *
 * @param verdict what it says
 * @param observed the number it looked at, if it was one
 * @param threshold the number it compared with, if it did
 * @param message why, in words
 */
public record CheckResult(
    Verdict verdict, OptionalDouble observed, OptionalDouble threshold, String message) {
  /** Checks the parts. */
  public CheckResult {
    requireNonNull(verdict, "verdict");
    requireNonNull(observed, "observed");
    requireNonNull(threshold, "threshold");
    requireNonNull(message, "message");
  }

  /** Returns that the check is satisfied. */
  public static CheckResult pass(String message) {
    return of(Verdict.PASS, message);
  }

  /** Returns that the check is satisfied with reservations. */
  public static CheckResult warn(String message) {
    return of(Verdict.WARN, message);
  }

  /** Returns that the check is not satisfied. */
  public static CheckResult fail(String message) {
    return of(Verdict.FAIL, message);
  }

  /** Returns that the check can't tell. */
  public static CheckResult inconclusive(String message) {
    return of(Verdict.INCONCLUSIVE, message);
  }

  /** Returns that the check itself broke. */
  public static CheckResult error(String message) {
    return of(Verdict.ERROR, message);
  }

  /** Returns a verdict without numbers. */
  public static CheckResult of(Verdict verdict, String message) {
    return new CheckResult(verdict, OptionalDouble.empty(), OptionalDouble.empty(), message);
  }

  /** Returns this result with the numbers it rests on; ones that are not finite are left out. */
  public CheckResult observing(double seen, double comparedWith) {
    return new CheckResult(verdict, finite(seen), finite(comparedWith), message);
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
