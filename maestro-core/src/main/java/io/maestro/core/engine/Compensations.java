package io.maestro.core.engine;

import io.maestro.flow.StepFailedException;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;
import java.util.ArrayList;
import java.util.List;

/** Runs what undoes the work of a run, the latest registered first. */
final class Compensations {
  private Compensations() {}

  /**
   * Returns the compensations of a strand and of its branches that are not active, in the order in
   * which they run. Under the lock.
   */
  static List<Compensation.OfStep> inOrder(Strand strand) {
    List<Compensation.OfStep> ordered = new ArrayList<>();
    List<Compensation> registered = strand.compensations;
    for (int i = registered.size() - 1; i >= 0; i--) {
      Compensation compensation = registered.get(i);
      if (compensation instanceof Compensation.OfStep step) {
        ordered.add(step);
      } else if (compensation instanceof Compensation.OfBranch of && !of.branch().isActive()) {
        ordered.addAll(inOrder(of.branch()));
      }
    }
    return ordered;
  }

  static void undo(FlowScope scope, Compensation.OfStep step) {
    FlowScope own = new FlowScope(scope.pass, "", step.policy(), new Frame(), scope.hold, null);
    StepVerb.action(own, step.path(), Verb.COMPENSATION, step.action()).performAgain();
  }

  /** Runs all of them, and returns the failures of those that failed for good. */
  static List<Failure> undoAll(Pass pass, List<Compensation.OfStep> steps) {
    FlowScope scope = FlowScope.root(pass);
    List<Failure> failures = new ArrayList<>();
    for (Compensation.OfStep step : steps) {
      try {
        undo(scope, step);
      } catch (StepFailedException failed) {
        pass.strand.session.problem("the compensation " + step.path(), failed);
        failures.add(failed.failure()); // the others must be undone all the same
        pass.strand.session.problem("compensation " + step.path(), failed);
      }
    }
    return failures;
  }
}
