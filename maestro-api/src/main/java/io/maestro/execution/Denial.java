package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One reason why a strategy may not be executed, or not any further.
 *
 * @param code what sort of reason it is, for programs
 * @param detail which part of the gate says so and why, for people
 */
public record Denial(Code code, String detail) {
  /** What sort of reason it is. */
  public enum Code {
    /** There is no such version. */
    UNKNOWN_VERSION,
    /** LIVE was asked for and the version has not passed its checks. */
    NOT_VALIDATED,
    /** LIVE was asked for and the time until which the report may be relied on is over. */
    REPORT_EXPIRED,
    /** The preparation decided to stop. */
    NOT_PREPARED,
    /** A gate says no. */
    GATE_FAILED,
    /** A gate threw, returned null, or did not answer in time. */
    GATE_ERROR,
    /** A gate can't tell. */
    GATE_INCONCLUSIVE,
    /** The metric of a threshold is missing. */
    METRIC_MISSING,
    /** The metric of a threshold rests on too few samples. */
    TOO_FEW_SAMPLES,
    /** A threshold is not kept. */
    THRESHOLD_BROKEN
  }

  /** Checks the parts. */
  public Denial {
    requireNonNull(code, "code");
    requireNonNull(detail, "detail");
  }

  static List<Denial> atLeastOne(List<Denial> reasons) {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("there must be a reason");
    }
    return List.copyOf(reasons);
  }

  /** Returns reasons in one line, in their order. */
  public static String inWords(List<Denial> reasons) {
    return reasons.stream().map(Denial::toString).collect(Collectors.joining("; "));
  }

  /** Returns the reason in one line. */
  @Override
  public String toString() {
    return code + ": " + detail;
  }
}
