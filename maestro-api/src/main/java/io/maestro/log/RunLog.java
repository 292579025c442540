package io.maestro.log;

/**
 * A log whose lines carry the run, workflow and step they came from.
 *
 * <p>In a flow it is silent while recorded steps are read back, so that a line is written once and
 * not at every re-entry. A failure of the log never breaks a step. Thread-safe.
 */
public interface RunLog extends MaestroLogger {
  /** Logs detail that helps to follow the code. */
  void debug(String message);

  /** Logs something worth knowing. */
  void info(String message);

  /** Logs something that may need attention. */
  void warn(String message);
}
