package io.maestro.core;

/** The way to a running maestro. */
public final class Maestro {
  private Maestro() {}

  /** Returns a builder of a maestro that keeps everything in memory, with default settings. */
  public static MaestroBuilder builder() {
    return new MaestroBuilder();
  }
}
