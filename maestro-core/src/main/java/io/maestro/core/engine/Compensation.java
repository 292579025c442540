package io.maestro.core.engine;

import io.maestro.flow.StepAction;
import io.maestro.flow.StepPolicy;

/** What undoes some work: an action of a strand's own, or all of a branch's. */
sealed interface Compensation {
  record OfStep(String path, StepPolicy policy, StepAction action) implements Compensation {}

  record OfBranch(Strand branch) implements Compensation {}
}
