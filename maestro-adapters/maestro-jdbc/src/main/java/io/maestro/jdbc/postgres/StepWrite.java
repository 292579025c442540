package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.Work;
import io.maestro.store.RunWrite;

/** The recording of a step, which waits to be done together with others. */
final class StepWrite extends Work<Void> {
  private final RunWrite write;

  StepWrite(RunWrite write) {
    super(
        "the recording of step %s of run %s"
            .formatted(write.recorded().get(0).path(), write.lease().run()),
        tx -> {
          throw new IllegalStateException("steps are recorded together");
        });
    this.write = write;
  }

  RunWrite write() {
    return write;
  }
}
