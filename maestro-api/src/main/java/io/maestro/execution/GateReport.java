package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import io.maestro.strategy.CheckResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gate says of a situation.
 *
 * @param number 0 before anything is executed, then which report of the execution it answers
 * @param results what each part of the gate says, by its id, in the order in which they were asked
 * @param denials why the gate is closed; empty if it is open. Once it is closed in an execution,
 *     every later report has the reasons of the first
 * @param health how the strategy does, compared with what is expected of it
 */
public record GateReport(
    int number, Map<String, CheckResult> results, List<Denial> denials, Health health) {
  /** Copies the results, keeping their order, and the denials. */
  public GateReport {
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    denials = List.copyOf(denials);
    requireNonNull(health, "health");
    if (number < 0) {
      throw new IllegalArgumentException("a report's number is 0 or more: " + number);
    }
  }

  /** Returns whether the gate is open. */
  public boolean passed() {
    return denials.isEmpty();
  }
}
