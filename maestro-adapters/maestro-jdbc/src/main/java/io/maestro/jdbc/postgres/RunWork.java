package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.Work;
import io.maestro.run.RunId;

/** A change of one run, which waits to be done together with others. */
final class RunWork<T> extends Work<T> {
  private final RunId run;

  RunWork(RunId run, String what, Code<T> code) {
    super(what, code);
    this.run = run;
  }

  RunId run() {
    return run;
  }
}
