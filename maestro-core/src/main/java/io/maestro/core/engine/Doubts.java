package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.Doubt;
import io.maestro.flow.DoubtCode;
import io.maestro.flow.Intent;
import io.maestro.flow.Permission;
import io.maestro.flow.Retry;
import io.maestro.flow.StepPolicy;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a flow in which every step records its intent first: what settles its steps in doubt,
 * and what lets them begin.
 */
final class Doubts {
  private static final TypeToken<String> NOTE = TypeToken.of(String.class);
  private static final TypeToken<Optional<String>> REFUSAL =
      TypeToken.parameterized(Optional.class, NOTE);

  /** A refusal has to be known before anything goes on, as what a step did (rule 1.8). */
  private static final StepPolicy UNTIL_THE_STORE_IS_BACK =
      StepPolicy.retrying(Retry.upTo(1_000_000).onlyOn(StoreException.class));

  private final DoubtCode code;
  private final @Nullable Permission permission;
  private final String prefix;
  private final StepPolicy policy;
  private final @Nullable Doubts outer;

  /**
   * Makes it.
   *
   * @param code the host's code that settles
   * @param permission what lets steps begin, or null if the part around it says so
   * @param prefix what the paths of the part begin with
   * @param policy the policy of the part's surroundings
   * @param outer the part around it, or null
   */
  Doubts(
      DoubtCode code,
      @Nullable Permission permission,
      String prefix,
      StepPolicy policy,
      @Nullable Doubts outer) {
    this.code = code;
    this.permission = permission;
    this.prefix = prefix;
    this.policy = policy;
    this.outer = outer;
  }

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

  /** Returns whether a path is, or is within, what was settled or refused about a step. */
  static boolean isAbout(String step, String path) {
    return path.startsWith(step + "[doubt-") || path.startsWith(step + "[refused-");
  }

  /** Returns whether a path is where it is recorded whether a step may begin. */
  static boolean isDecision(String path) {
    return path.contains("[refused-");
  }

  private static String doubtOf(String step, int attempt) {
    return PathKey.append(step, "doubt-" + attempt);
  }

  private static String refusalOf(String step, int attempt) {
    return PathKey.append(step, "refused-" + attempt);
  }

  /** Returns whether this is a part, or lies within it. */
  boolean isWithin(Doubts part) {
    return this == part || (outer != null && outer.isWithin(part));
  }

  /** Settles what became of a step's last attempt; returns if the step may go on. */
  void settle(Verbs step, StepRecord last, String idempotencyKey) {
    Doubt doubt = new Doubt(step.path, last.attempts(), idempotencyKey);
    try {
      new StageVerb<>(
              outside(step, policy),
              doubtOf(step.path, last.attempts()),
              NOTE,
              flow -> {
                code.settle(doubt, flow);
                return "settled";
              })
          .run();
    } catch (Error lastWord) {
      if (!step.pass.isLeft()) {
        step.pass.over(this, lastWord);
      }
      throw lastWord;
    }
  }

  private FlowScope outside(Verbs step, StepPolicy with) {
    return new FlowScope(step.pass, "", with, new Frame(), step.scope.hold, outer);
  }

  /** Returns why the next attempt of a step may not begin, which is recorded; empty if it may. */
  Optional<String> refusal(Verbs step, Entry own) {
    if (permission == null) {
      return outer == null ? Optional.empty() : outer.refusal(step, own);
    }
    String path = refusalOf(step.path, own.nextAttempt());
    Optional<Entry> known = step.session.find(path);
    if (known.isPresent() && known.get().isFinal()) {
      step.session.passOver(step.pass, path);
      return step.answer(known.get(), REFUSAL);
    }
    return known.isEmpty() && permission.isGiven(step.recordTime())
        ? Optional.empty()
        : decided(permission, step, own, path);
  }

  private Optional<String> decided(Permission leave, Verbs step, Entry own, String path) {
    Intent intent = new Intent(step.path, own.nextAttempt(), !step.session.hasBegun(prefix, own));
    return new StepVerb<>(
            outside(step, UNTIL_THE_STORE_IS_BACK),
            path,
            Verb.STEP,
            REFUSAL,
            context -> leave.refusal(intent, context))
        .run();
  }

  /** Lets what was settled and refused about a step count as asked for. */
  static void passSettled(Verbs step, Entry entry) {
    StepRecord record = entry.record;
    if (record == null) {
      return;
    }
    int last = record.state() == State.FAILED ? record.attempts() : record.attempts() - 1;
    for (int attempt = 1; attempt <= last; attempt++) {
      step.session.passOver(step.pass, doubtOf(step.path, attempt));
    }
    int decided = entry.isFinal() ? record.attempts() : record.attempts() - 1;
    for (int attempt = 1; attempt <= decided; attempt++) {
      step.session.passOver(step.pass, refusalOf(step.path, attempt));
    }
  }
}
