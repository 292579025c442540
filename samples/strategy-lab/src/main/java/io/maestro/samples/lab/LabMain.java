package io.maestro.samples.lab;

/** The command line of the lab. */
public final class LabMain {
  private LabMain() {}

  /** Runs the lab and tells the shell how it went. */
  public static void main(String[] args) {}
}
