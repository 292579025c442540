package io.maestro.core.engine;

import io.maestro.log.RunLog;

/** Gives out logs. */
public final class Logs {
  private Logs() {}

  /** Returns the log of what belongs to no run. */
  public static RunLog ofMaestro() {
    return SlfLog.ofMaestro();
  }
}
