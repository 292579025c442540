package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.Work;
import io.maestro.run.RunId;
import io.maestro.store.Delivery;

/** The delivery of a letter, which waits to be done together with others. */
final class LetterWork extends Work<Delivery> {
  private final RunId to;

  LetterWork(RunId to, String letter, Code<Delivery> code) {
    super("the delivery of letter %s to run %s".formatted(letter, to), code);
    this.to = to;
  }

  RunId to() {
    return to;
  }
}
