package io.maestro.core.engine;

import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.metric.MetricKey;
import org.jspecify.annotations.Nullable;

/** A log that says nothing while an earlier pass has run the same code. */
record ReplaySilentLog(RunLog log, Pass pass) implements RunLog {
  @Override
  public void debug(String message) {
    if (!pass.isReplaying()) {
      log.debug(message);
    }
  }

  @Override
  public void info(String message) {
    if (!pass.isReplaying()) {
      log.info(message);
    }
  }

  @Override
  public void warn(String message) {
    if (!pass.isReplaying()) {
      log.warn(message);
    }
  }

  @Override
  public void event(String name, LogFields fields) {
    if (!pass.isReplaying()) {
      log.event(name, fields);
    }
  }

  @Override
  public void error(String message, @Nullable Throwable cause, LogFields fields) {
    if (!pass.isReplaying()) {
      log.error(message, cause, fields);
    }
  }

  @Override
  public void metric(MetricKey key, double value, LogFields fields) {
    if (!pass.isReplaying()) {
      log.metric(key, value, fields);
    }
  }
}
