package io.maestro.run;

import static java.util.Objects.requireNonNull;

import io.maestro.error.MaestroException;

/** Thrown when a run, or something sent to it, is refused; nothing has changed then. */
public final class RunRejectedException extends MaestroException {
  private static final long serialVersionUID = 1L;

  /** Why a request was refused. */
  public enum Reason {
    /** The maestro is shutting down or closed. */
    CLOSED,
    /** The name is taken by a run of another workflow or with another input. */
    NAME_TAKEN,
    /** The queue that the run enters first is full. */
    QUEUE_FULL,
    /** As many runs are live as the maestro may hold. */
    TOO_MANY_RUNS,
    /** The workflow or kind is not registered with this maestro. */
    NOT_REGISTERED,
    /** There is no such version of a strategy. */
    UNKNOWN_STRATEGY,
    /** There is no run with this id. */
    UNKNOWN_RUN,
    /** The run has ended. */
    ENDED,
    /** The run has not ended, or not with a failure, or has been compensated. */
    NOT_RETRYABLE,
    /** The run's inbox is full. */
    INBOX_FULL
  }

  /** Why it was refused. */
  private final Reason reason;

  /** The run concerned. */
  private final String run;

  /**
   * Creates the exception.
   *
   * @param reason why it was refused
   * @param run the run concerned
   * @param detail what the caller can do, or what stands in the way
   */
  public RunRejectedException(Reason reason, RunId run, String detail) {
    this(reason, run, "run " + run, detail);
  }

  /**
   * Creates the exception for what its users do not call a run.
   *
   * @param reason why it was refused
   * @param run the run concerned
   * @param what what was refused, as its users call it
   * @param detail what the caller can do, or what stands in the way
   */
  public RunRejectedException(Reason reason, RunId run, String what, String detail) {
    super("%s refused, %s: %s".formatted(what, reason, detail), null);
    this.reason = requireNonNull(reason, "reason");
    this.run = run.value();
  }

  /** Returns why it was refused. */
  public Reason reason() {
    return reason;
  }

  /** Returns the run concerned. */
  public RunId run() {
    return RunId.of(run);
  }
}
