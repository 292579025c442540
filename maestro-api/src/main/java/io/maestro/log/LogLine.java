package io.maestro.log;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One line for a log. Secrets are masked in it already.
 *
 * @param kind what kind of line it is
 * @param level how much it matters
 * @param message what it says: an event's or a metric's name, else free text; a sink keeps it on
 *     one line
 * @param run the id of the run it belongs to, empty if none
 * @param workflow the name of that run's workflow, empty if none
 * @param step the step it belongs to, empty if none
 * @param fields its named parts, in their order
 * @param cause what went wrong, if something did; a stand-in where a message of it said a secret
 */
public record LogLine(
    Kind kind,
    Level level,
    String message,
    String run,
    String workflow,
    String step,
    LogFields fields,
    Optional<Throwable> cause) {
  /** What kind of line it is. */
  public enum Kind {
    /** Free text. */
    LINE,
    /** Something that happened. */
    EVENT,
    /** A failure. */
    ERROR,
    /** The value of a metric. */
    METRIC
  }

  /** How much a line matters. */
  public enum Level {
    /** Detail that helps to follow the code. */
    DEBUG,
    /** Something worth knowing. */
    INFO,
    /** Something that may need attention. */
    WARN,
    /** A failure. */
    ERROR
  }

  /** Checks the parts. */
  public LogLine {
    requireNonNull(kind, "kind");
    requireNonNull(level, "level");
    requireNonNull(message, "message");
    requireNonNull(run, "run");
    requireNonNull(workflow, "workflow");
    requireNonNull(step, "step");
    requireNonNull(fields, "fields");
    requireNonNull(cause, "cause");
  }
}
