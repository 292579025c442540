package io.maestro.jdbc.sqlite;

import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.metric.MetricKey;
import org.jspecify.annotations.Nullable;

/** A log that says nothing. */
public record SilentLog() implements RunLog {
  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void event(String name, LogFields fields) {}

  @Override
  public void error(String message, @Nullable Throwable cause, LogFields fields) {}

  @Override
  public void metric(MetricKey key, double value, LogFields fields) {}
}
