package io.maestro.core.life;

import io.maestro.execution.Denial;
import io.maestro.execution.Reported;
import io.maestro.execution.Reported.Door;
import io.maestro.flow.Intent;
import io.maestro.flow.Permission;
import io.maestro.flow.StepContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets the steps of an execution begin while its version's report can be relied on. The first one
 * that it refuses closes the gate; once a report has told the pipeline so, it lets it wind up.
 */
record FreshReport<S>(ExecutionSetup<S> setup, Begun<S> begun) implements Permission {
  @Override
  public boolean isGiven(Instant now) {
    return against(now).isEmpty();
  }

  @Override
  public Optional<String> refusal(Intent intent, StepContext step) throws Exception {
    Optional<Denial> against = against(step.now());
    if (against.isEmpty()) {
      return Optional.empty(); // the clock was set back
    }
    Door closing = isUntouched(intent, step) ? Door.DENIED : Door.REFUSED;
    Reported kept =
        setup.await(
            setup
                .readings()
                .change(
                    setup.kind().name(),
                    begun.execution(),
                    before -> before.refused(against.get(), closing)));
    if (kept.door() == Door.CLOSED) {
      return Optional.empty();
    }
    step.log().warn(begun + ": " + intent.path() + " is refused: " + kept.denials());
    return Optional.of(Denial.inWords(kept.denials()));
  }

  private Optional<Denial> against(Instant now) {
    return AskedGate.ofReport(begun.strategy(), begun.mode(), now);
  }

  /** The run that failed may have acted by the very step that this one does anew. */
  private boolean isUntouched(Intent intent, StepContext step) {
    return intent.isFirst() && begun.execution().equals(step.runId().value());
  }
}
