package io.maestro.log;

/**
 * Where log lines go; by default to SLF4J.
 *
 * <p><b>Threading:</b> called from many threads at once, in the middle of work: be quick.
 * <b>Failure:</b> what it throws is swallowed, since a log must not break a step. <b>Lifecycle:</b>
 * given to the builder by the host, who also ends it.
 */
@FunctionalInterface
public interface LogSink {
  /** Takes one line. */
  void log(LogLine line);
}
