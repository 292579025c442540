package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.Doubt;
import io.maestro.flow.DoubtCode;
import io.maestro.flow.StepPolicy;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.State;
import io.maestro.store.StepRecord;
import org.jspecify.annotations.Nullable;

/**
 * What settles the steps in doubt of a part of a flow in which every step records its intent first.
 *
 * @param code the host's code
 * @param policy the policy of the part's surroundings
 * @param outer what settles the doubts of those
 */
record Doubts(DoubtCode code, StepPolicy policy, @Nullable Doubts outer) {
  private static final TypeToken<String> NOTE = TypeToken.of(String.class);

  /**
   * Returns whether the last attempt of a step that is not final may have happened: its intent is
   * there and no outcome, or it was given up.
   */
  static boolean isInDoubt(StepRecord step) {
    return step.failure().isEmpty() || step.failure().get().kind() == Failure.Kind.TIMEOUT;
  }

  /** Returns when a step in doubt has failed for good if it did not happen. */
  static boolean isUsedUp(StepRecord step) {
    return step.failure().isPresent() && step.dueAt().isEmpty();
  }

  /** Returns the path at which the doubt about an attempt is settled. */
  static String pathOf(String step, int attempt) {
    return PathKey.append(step, "doubt-" + attempt);
  }

  /** Returns whether a path is, or is within, the settling of a doubt about a step. */
  static boolean isAbout(String step, String path) {
    return path.startsWith(step + "[doubt-");
  }

  /** Settles what became of a step's last attempt; returns if the step may go on. */
  void settle(Verbs step, StepRecord last, String idempotencyKey) {
    Doubt doubt = new Doubt(step.path, last.attempts(), idempotencyKey);
    FlowScope outside = new FlowScope(step.pass, "", policy, new Frame(), step.scope.hold, outer);
    new StageVerb<>(
            outside,
            pathOf(step.path, last.attempts()),
            NOTE,
            flow -> {
              code.settle(doubt, flow);
              return "settled";
            })
        .run();
  }

  /** Lets the settled doubts of a step count as asked for: its code need not ask again. */
  static void passSettled(Verbs step, Entry entry) {
    StepRecord record = entry.record;
    if (record == null) {
      return;
    }
    int last = record.state() == State.FAILED ? record.attempts() : record.attempts() - 1;
    for (int attempt = 1; attempt <= last; attempt++) {
      step.session.passOver(step.pass, pathOf(step.path, attempt));
    }
  }
}
