package io.maestro.core.engine;

import io.maestro.flow.FlowMisuseException;
import io.maestro.flow.StepFailedException;
import io.maestro.run.Failure;

/** Carries a failure that no code may catch out of a strand. */
final class BrokenRun extends Error {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  BrokenRun(Failure failure) {
    super(failure.toString(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }

  /** Returns the failure of a run whose code threw. */
  static Failure failureOf(Throwable thrown) {
    if (thrown instanceof BrokenRun broken) {
      return broken.failure();
    }
    if (thrown instanceof FlowMisuseException) {
      return Failure.of(Failure.Kind.MISUSE, Failure.BODY, 1, thrown);
    }
    return thrown instanceof StepFailedException step
        ? step.failure()
        : Failure.of(Failure.Kind.BODY, Failure.BODY, 1, thrown);
  }
}
