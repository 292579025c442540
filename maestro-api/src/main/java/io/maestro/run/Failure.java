package io.maestro.run;

import static java.util.Objects.requireNonNull;

/**
 * Why a step or a run failed, as plain data that can be stored and shown.
 *
 * @param kind what sort of failure it is
 * @param step the path of the step that failed, {@code (body)} if it was code between steps
 * @param attempts how many attempts were made, 1 or more
 * @param type the simple name of the exception's class
 * @param message the exception's message, shortened to 4,000 characters; never null
 */
public record Failure(Kind kind, String step, int attempts, String type, String message) {
  /** The step of a failure that happened in code between steps. */
  public static final String BODY = "(body)";

  private static final int MAX_MESSAGE = 4_000;

  private static final String CUT = "...";

  /** What sort of failure it is. */
  public enum Kind {
    /** A step's code threw until its retries were used up. */
    STEP,
    /** An attempt took longer than its timeout. */
    TIMEOUT,
    /** The run's deadline passed. */
    DEADLINE,
    /** Code between steps threw. */
    BODY,
    /** The code broke a rule of durable code, such as using a path twice. */
    MISUSE,
    /** A limit was exceeded. */
    LIMIT,
    /** A recorded value could not be decoded; its bytes are kept. */
    UNDECODABLE,
    /** A child run failed or was cancelled. */
    CHILD,
    /** An effect's outcome is unknown and was left for a person to settle. */
    UNKNOWN,
    /** The step was not begun: its permission was refused. */
    REFUSED
  }

  /** Shortens the message. */
  public Failure {
    requireNonNull(kind, "kind");
    requireNonNull(step, "step");
    requireNonNull(type, "type");
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE - CUT.length()) + CUT;
    }
  }

  /** Returns the failure that an exception stands for. */
  public static Failure of(Kind kind, String step, int attempts, Throwable cause) {
    String message = cause.getMessage();
    return new Failure(
        kind,
        step,
        attempts,
        cause.getClass().getSimpleName(),
        message == null ? cause.getClass().getSimpleName() : message);
  }

  /** Returns the failure in one line. */
  @Override
  public String toString() {
    return "%s in %s after %d attempt(s): %s: %s".formatted(kind, step, attempts, type, message);
  }
}
