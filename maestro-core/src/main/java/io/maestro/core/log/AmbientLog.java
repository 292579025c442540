package io.maestro.core.log;

import io.maestro.log.LogFields;
import io.maestro.log.LogSink;
import io.maestro.log.MaestroLogger;
import io.maestro.metric.MetricKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A log whose lines carry the ids of the run that the calling thread works on, if it works on one.
 *
 * @param sink where the lines go
 */
record AmbientLog(LogSink sink) implements MaestroLogger {
  @Override
  public void event(String name, LogFields fields) {
    here().event(name, fields);
  }

  @Override
  public void error(String message, @Nullable Throwable cause, LogFields fields) {
    here().error(message, cause, fields);
  }

  @Override
  public void metric(MetricKey key, double value, LogFields fields) {
    here().metric(key, value, fields);
  }

  private MaestroLogger here() {
    return new ContextLog(sink, id(RunMdc.RUN), id(RunMdc.WORKFLOW), id(RunMdc.STEP));
  }

  private static String id(String key) {
    String known = MDC.get(key);
    return known == null ? "" : known;
  }
}
