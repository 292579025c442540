package io.maestro.samples.lab;

import io.maestro.run.RunInfo;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Says how far a run is, at each fifth of its steps: few lines, however long it takes. Called by
 * one thread at a time.
 */
final class ProgressLines implements Consumer<RunInfo> {
  private static final int LINES = 5;

  private final PrintStream err;
  private final int expectedSteps;
  private int told;

  ProgressLines(PrintStream err, int expectedSteps) {
    this.err = err;
    this.expectedSteps = expectedSteps;
  }

  @Override
  public void accept(RunInfo info) {
    int steps = info.progress().steps();
    int reached = (int) ((long) steps * LINES / expectedSteps);
    if (reached > told && reached < LINES && !info.status().isTerminal()) {
      told = reached;
      err.println("about " + 100 * reached / LINES + " %: " + info.progress());
    }
  }
}
