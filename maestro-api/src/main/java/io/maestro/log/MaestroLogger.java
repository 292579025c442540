package io.maestro.log;

import io.maestro.metric.MetricKey;
import org.jspecify.annotations.Nullable;

/**
 * A structured log: events, errors and metrics, each one line with named fields.
 *
 * <p>A line that is written on a thread that works on a run carries the ids of run, workflow and
 * step. Before any sink sees it, what looks like a secret is masked in its message, its fields and
 * the messages of its cause: values under a name such as {@code password}, {@code secret}, {@code
 * token}, {@code api-key}, {@code authorization}, {@code credential} or {@code private-key}, and
 * the user info of URLs. A failure of the log never breaks the code that writes to it. Thread-safe.
 */
public interface MaestroLogger {
  /**
   * Logs that something happened.
   *
   * @param name what happened, in the same words each time, such as {@code order.sent}
   * @param fields what tells it from others of its name
   */
  void event(String name, LogFields fields);

  /** Logs that something happened, without fields. */
  default void event(String name) {
    event(name, LogFields.none());
  }

  /**
   * Logs a failure.
   *
   * @param message what failed
   * @param cause what caused it, if that is known. Where it, or one of its causes, says a secret,
   *     the sink gets a stand-in with the same stack trace, whose message is the cause's class and
   *     masked message
   * @param fields what tells it from others
   */
  void error(String message, @Nullable Throwable cause, LogFields fields);

  /** Logs a failure, with what caused it if that is known. */
  default void error(String message, @Nullable Throwable cause) {
    error(message, cause, LogFields.none());
  }

  /**
   * Logs a metric's value.
   *
   * @param key the metric; its name is the line's message
   * @param value the value; any number, since a log refuses nothing
   * @param fields what tells it from others of the metric; the line has {@code value} and {@code
   *     unit} before them
   */
  void metric(MetricKey key, double value, LogFields fields);

  /** Logs a metric's value, without further fields. */
  default void metric(MetricKey key, double value) {
    metric(key, value, LogFields.none());
  }
}
