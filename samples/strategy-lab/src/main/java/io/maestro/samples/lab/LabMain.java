package io.maestro.samples.lab;

import io.maestro.config.PlaceholderConfig;
import io.maestro.core.PlaceholderEngine;

/** Stands where the lab's command line will be. */
public final class LabMain {
  private LabMain() {}

  /** Prints how the lab is called. */
  public static void main(String[] args) {
    // Else the validator's log goes to java.util.logging, which prints its version at every start.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    int mistakes = PlaceholderEngine.create().mistakes(new PlaceholderConfig(1, "lab"));
    System.out.println(usage() + (mistakes == 0 ? "" : " (misconfigured)"));
  }

  static String usage() {
    return "usage: java -jar strategy-lab.jar [--data FILE.csv] [--column NAME] [--out DIR] [--seed N] [--run NAME]";
  }
}
