package io.maestro.core.log;

import io.maestro.log.LogSink;
import io.maestro.log.MaestroLogger;
import io.maestro.log.RunLog;

/** Gives out logs. */
public final class Logs {
  private Logs() {}

  /** Returns the sink that writes to SLF4J. */
  public static LogSink slf4j() {
    return new Slf4jSink();
  }

  /** Returns the log whose lines carry the run that the calling thread works on. */
  public static MaestroLogger ambient(LogSink sink) {
    return new AmbientLog(sink);
  }

  /** Returns the log of what belongs to no run. */
  public static RunLog ofMaestro(LogSink sink) {
    return new ContextLog(sink, "", "", "");
  }
}
