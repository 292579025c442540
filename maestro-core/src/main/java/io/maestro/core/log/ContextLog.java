package io.maestro.core.log;

import io.maestro.log.LogFields;
import io.maestro.log.LogLine;
import io.maestro.log.LogSink;
import io.maestro.log.RunLog;
import io.maestro.metric.MetricKey;
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
    line(LogLine.Level.DEBUG, message);
  }

  @Override
  public void info(String message) {
    line(LogLine.Level.INFO, message);
  }

  @Override
  public void warn(String message) {
    line(LogLine.Level.WARN, message);
  }

  @Override
  public void event(String name, LogFields fields) {
    log(LogLine.Kind.EVENT, LogLine.Level.INFO, name, fields, null);
  }

  @Override
  public void error(String message, @Nullable Throwable cause, LogFields fields) {
    log(LogLine.Kind.ERROR, LogLine.Level.ERROR, message, fields, cause);
  }

  @Override
  public void metric(MetricKey key, double value, LogFields fields) {
    LogFields figures = LogFields.of("value", value).and("unit", key.unit());
    log(LogLine.Kind.METRIC, LogLine.Level.INFO, key.name(), figures.and(fields), null);
  }

  private void line(LogLine.Level level, String message) {
    log(LogLine.Kind.LINE, level, message, LogFields.none(), null);
  }

  private void log(
      LogLine.Kind kind,
      LogLine.Level level,
      String message,
      LogFields fields,
      @Nullable Throwable cause) {
    try {
      sink.log(
          new LogLine(
              kind,
              level,
              Masking.text(message),
              run,
              workflow,
              step,
              Masking.fields(fields),
              Optional.ofNullable(cause).map(Masking::cause)));
    } catch (RuntimeException | LinkageError | StackOverflowError brokenLog) {
      // There is nowhere left to report it, and a log must not break a step.
      return;
    }
  }
}
