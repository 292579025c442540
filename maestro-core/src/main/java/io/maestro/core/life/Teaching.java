package io.maestro.core.life;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.strategy.Strategy;
import java.time.Duration;

/** Records what a development teaches, but never at the development's expense. */
final class Teaching {
  /** A base that is away for longer than this costs the lesson, not the development. */
  private static final StepPolicy PATIENT =
      StepPolicy.retrying(Retry.upTo(3).backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)))
          .timeout(Duration.ofSeconds(10));

  private Teaching() {}

  /**
   * Records that a version's specification worked or failed.
   *
   * @param context the circumstances, as the analysis named them
   */
  static void learn(Strategy<?> version, String context, FlowContext flow) {
    try {
      flow.with(PATIENT).run("learn", step -> record(lesson(version, context), step));
    } catch (StepFailedException notLearnt) {
      // The step has logged each attempt, and its record tells the listeners.
    }
  }

  private static void record(Lesson lesson, StepContext step) throws InterruptedException {
    try {
      step.knowledge().record(lesson);
    } catch (RuntimeException | InterruptedException notRecorded) {
      step.log()
          .warn(
              "not recorded: \"" + lesson.subject() + " " + lesson.stance() + "\": " + notRecorded);
      throw notRecorded;
    }
  }

  private static Lesson lesson(Strategy<?> version, String context) {
    Subject subject = Lesson.on(version.ref().kind(), nameOf(version)).in(context);
    Lesson lesson =
        version.report().passed()
            ? subject.worked().because(version.ref() + " passed its checks")
            : subject.failed(version.ref() + ": " + String.join("; ", version.report().against()));
    return lesson.measuring(version.expected());
  }

  private static String nameOf(Strategy<?> version) {
    String text = String.valueOf(version.spec());
    return text.isBlank() ? version.ref().toString() : text;
  }
}
