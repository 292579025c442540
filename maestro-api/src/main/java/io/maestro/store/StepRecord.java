package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import java.time.Instant;
import java.util.Optional;

/**
 * What a journal keeps of one step.
 *
 * @param path its identity within the run
 * @param verb how the flow asked for it
 * @param state how far it is
 * @param attempts how many attempts have begun
 * @param value its value, if it is done, or what a pending step needs to go on
 * @param failure its last failure, if it failed
 * @param dueAt when a pending step goes on, if time makes it
 * @param round the next round of a loop, else 0
 * @param recordedAt when this was recorded
 */
public record StepRecord(
    String path,
    RecordedStep.Verb verb,
    RecordedStep.State state,
    int attempts,
    Optional<Payload> value,
    Optional<Failure> failure,
    Optional<Instant> dueAt,
    long round,
    Instant recordedAt) {
  /** Checks the parts. */
  public StepRecord {
    requireNonNull(path, "path");
    requireNonNull(verb, "verb");
    requireNonNull(state, "state");
    requireNonNull(value, "value");
    requireNonNull(failure, "failure");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(recordedAt, "recordedAt");
  }

  /** Returns what may be shown of it. */
  public RecordedStep info() {
    return new RecordedStep(path, verb, state, attempts, recordedAt, failure);
  }
}
