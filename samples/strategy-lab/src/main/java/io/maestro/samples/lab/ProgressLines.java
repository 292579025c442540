package io.maestro.samples.lab;

import io.maestro.run.RunInfo;
import java.io.PrintStream;

/** Says how far the lab is: few lines, however long it takes. Thread-safe. */
final class ProgressLines {
  private static final int HALFWAY = 20;

  private final PrintStream err;
  private int told;

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  /** Tells once when half of the first development's steps are recorded. */
  void developing(RunInfo info, int expectedSteps) {
    if (2 * info.progress().steps() >= expectedSteps && !info.status().isTerminal()) {
      reached(HALFWAY, "developing, " + info.progress());
    }
  }

  /** Tells how much of the work is done; never less than was told before. */
  synchronized void reached(int percent, String what) {
    if (percent > told) {
      told = percent;
      err.println("about " + percent + " %: " + what);
    }
  }
}
