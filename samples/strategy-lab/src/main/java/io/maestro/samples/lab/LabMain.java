package io.maestro.samples.lab;

import java.util.List;

/** The command line of the lab. */
public final class LabMain {
  private LabMain() {}

  /** Runs the lab and tells the shell how it went. */
  public static void main(String[] args) {
    // Else the validator's log goes to java.util.logging, which prints its version at every start.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    System.exit(Lab.run(List.of(args), System.out, System.err));
  }
}
