package io.maestro.log;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One line for a log.
 *
 * @param level how much it matters
 * @param message what it says, as it was written; a sink keeps it on one line
 * @param run the id of the run it belongs to, empty if none
 * @param workflow the name of that run's workflow, empty if none
 * @param step the step it belongs to, empty if none
 * @param cause what went wrong, if something did
 */
public record LogLine(
    Level level,
    String message,
    String run,
    String workflow,
    String step,
    Optional<Throwable> cause) {
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
    requireNonNull(level, "level");
    requireNonNull(message, "message");
    requireNonNull(run, "run");
    requireNonNull(workflow, "workflow");
    requireNonNull(step, "step");
    requireNonNull(cause, "cause");
  }
}
