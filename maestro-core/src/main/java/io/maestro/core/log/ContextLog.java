package io.maestro.core.log;

import io.maestro.log.LogLine;
import io.maestro.log.LogSink;
import io.maestro.log.RunLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log whose lines carry the run's ids, and which never breaks the code that writes it.
 *
 * @param sink where the lines go
 * @param run the run's id, or empty
 * @param workflow the workflow's name, or empty
 * @param step the step, or empty
 */
public record ContextLog(LogSink sink, String run, String workflow, String step) implements RunLog {
  @Override
  public void debug(String message) {
    log(LogLine.Level.DEBUG, message, null);
  }

  @Override
  public void info(String message) {
    log(LogLine.Level.INFO, message, null);
  }

  @Override
  public void warn(String message) {
    log(LogLine.Level.WARN, message, null);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    log(LogLine.Level.ERROR, message, cause);
  }

  private void log(LogLine.Level level, String message, @Nullable Throwable cause) {
    try {
      sink.log(new LogLine(level, message, run, workflow, step, Optional.ofNullable(cause)));
    } catch (RuntimeException | LinkageError brokenLog) {
      // There is nowhere left to report it, and a log must not break a step.
      return;
    }
  }
}
