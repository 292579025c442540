package io.maestro.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run's journal says of one step, without the step's value.
 *
 * @param path the step's path, its identity within the run
 * @param verb how the flow asked for it
 * @param state how far it is
 * @param attempts how many attempts have begun and are recorded
 * @param recordedAt when this was recorded
 * @param failure the last attempt's failure, if it failed
 */
public record RecordedStep(
    String path,
    Verb verb,
    State state,
    int attempts,
    Instant recordedAt,
    Optional<Failure> failure) {
  /** How a flow asks for a step. */
  public enum Verb {
    /** A step or an action. */
    STEP,
    /** An asynchronous step. */
    AWAIT,
    /** An effect, whose intent is recorded first. */
    EFFECT,
    /** A recorded group of steps. */
    STAGE,
    /** A loop, of which the latest round is kept. */
    LOOP,
    /** A pause of the flow itself. */
    SLEEP,
    /** A message, or that none came. */
    RECEIVE,
    /** A run started by this run. */
    CHILD,
    /** The undoing of a step. */
    COMPENSATION
  }

  /** How far a recorded step is. */
  public enum State {
    /** Begun or to be tried again; not final. */
    PENDING,
    /** Ended with a value. Final. */
    DONE,
    /** Ended without a value, all attempts used up. Final. */
    FAILED;

    /** Returns whether a step in this state never runs again (rule 1). */
    public boolean isFinal() {
      return this != PENDING;
    }
  }

  /** Checks the parts. */
  public RecordedStep {
    requireNonNull(path, "path");
    requireNonNull(verb, "verb");
    requireNonNull(state, "state");
    requireNonNull(recordedAt, "recordedAt");
    requireNonNull(failure, "failure");
  }
}
