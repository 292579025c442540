package io.maestro.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.StrategyRef;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a decision.
 *
 * @param end how it ended
 * @param version the version that was made, accepted or refused, if one was
 * @param detail why there is no better version, or what failed; else empty
 */
public record OptimizationResult(End end, Optional<StrategyRef> version, String detail) {
  private static final OptimizationResult NOTHING =
      new OptimizationResult(End.NOTHING_DONE, Optional.empty(), "");

  /** How a decision ended. */
  public enum End {
    /** Nothing was to be done. */
    NOTHING_DONE,
    /** A new version was accepted and is the current one from now on. */
    ACCEPTED,
    /** A new version was made and refused; the current one stays. */
    REJECTED,
    /** A pipeline decided that nothing is to be gained; the current version stays. */
    CONCLUDED,
    /** The tick failed or was cancelled; the current version stays. */
    FAILED
  }

  /** Checks the parts. */
  public OptimizationResult {
    requireNonNull(end, "end");
    requireNonNull(version, "version");
    requireNonNull(detail, "detail");
  }

  /** Returns that nothing was to be done. */
  public static OptimizationResult nothing() {
    return NOTHING;
  }

  /** Returns that a new version was accepted. */
  public static OptimizationResult accepted(StrategyRef version) {
    return new OptimizationResult(End.ACCEPTED, Optional.of(version), "");
  }

  /** Returns that a new version was refused. */
  public static OptimizationResult rejected(StrategyRef version, String why) {
    return new OptimizationResult(End.REJECTED, Optional.of(version), why);
  }

  /** Returns that a pipeline decided to stop. */
  public static OptimizationResult concluded(String why) {
    return new OptimizationResult(End.CONCLUDED, Optional.empty(), why);
  }

  /** Returns that the tick failed or was cancelled. */
  public static OptimizationResult failed(String why) {
    return new OptimizationResult(End.FAILED, Optional.empty(), why);
  }

  /** Returns the result in words, such as {@code accepted v4}. */
  @Override
  public String toString() {
    String what = inWords() + version.map(made -> " v" + made.version()).orElse("");
    return detail.isEmpty() ? what : what + ", " + detail;
  }

  private String inWords() {
    return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
