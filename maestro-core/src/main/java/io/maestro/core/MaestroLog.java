package io.maestro.core;

import io.maestro.core.engine.Logs;
import io.maestro.log.RunLog;

/** The log of what belongs to no run. */
final class MaestroLog {
  static final RunLog LOG = Logs.ofMaestro();

  private MaestroLog() {}

  static void problem(String where, Throwable cause) {
    LOG.error(where, cause);
  }
}
