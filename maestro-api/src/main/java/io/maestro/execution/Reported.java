package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a store keeps of the reports of an execution while it lasts.
 *
 * @param step the path of the step that reported last, by which a repetition is known
 * @param reading what it reported
 * @param denials why the gate has closed; empty while it is open
 */
public record Reported(String step, Reading reading, List<Denial> denials) {
  /** Copies the denials. */
  public Reported {
    requireNonNull(step, "step");
    requireNonNull(reading, "reading");
    denials = List.copyOf(denials);
  }

  /** Returns the answer to the report. */
  public GateReport answer() {
    return new GateReport(reading.number(), reading.gates(), denials, reading.health());
  }
}
