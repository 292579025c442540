package io.maestro.core.log;

import io.maestro.log.LogLine;
import io.maestro.log.LogSink;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes lines to SLF4J, with the run's ids in the logging context. */
final class Slf4jSink implements LogSink {
  private static final Logger LOG = LoggerFactory.getLogger("io.maestro");

  @Override
  public void log(LogLine line) {
    String runBefore = MDC.get(RunMdc.RUN);
    String workflowBefore = MDC.get(RunMdc.WORKFLOW);
    String stepBefore = MDC.get(RunMdc.STEP);
    try {
      set(RunMdc.RUN, line.run().isEmpty() ? runBefore : line.run());
      set(RunMdc.WORKFLOW, line.workflow().isEmpty() ? workflowBefore : line.workflow());
      set(RunMdc.STEP, line.step().isEmpty() ? stepBefore : line.step());
      if (line.kind() == LogLine.Kind.LINE && line.fields().values().isEmpty()) {
        write(line.level(), OneLine.of(line.message()), causeOf(line));
      } else {
        writeStructured(line);
      }
    } finally {
      set(RunMdc.RUN, runBefore);
      set(RunMdc.WORKFLOW, workflowBefore);
      set(RunMdc.STEP, stepBefore);
    }
  }

  private static void write(LogLine.Level level, String message, @Nullable Throwable cause) {
    switch (level) {
      case DEBUG -> LOG.debug(message, cause);
      case INFO -> LOG.info(message, cause);
      case WARN -> LOG.warn(message, cause);
      case ERROR -> LOG.error(message, cause);
    }
  }

  private static void writeStructured(LogLine line) {
    LoggingEventBuilder event = LOG.atLevel(Level.valueOf(line.level().name()));
    event = event.setMessage(OneLine.of(line.message())).setCause(causeOf(line));
    event = event.addKeyValue("kind", line.kind().name());
    for (Map.Entry<String, String> field : line.fields().values().entrySet()) {
      event = event.addKeyValue(OneLine.of(field.getKey()), OneLine.of(field.getValue()));
    }
    event.log();
  }

  private static @Nullable Throwable causeOf(LogLine line) {
    return line.cause().map(cause -> StandIn.unlessSame(cause, OneLine::of)).orElse(null);
  }

  private static void set(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
