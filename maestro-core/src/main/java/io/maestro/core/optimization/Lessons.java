package io.maestro.core.optimization;

import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.optimization.Finding;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.strategy.Development;
import java.time.Duration;
import java.util.List;

/** What an optimization teaches: whether it helped to optimize for a reason, in a context. */
final class Lessons {
  private static final StepPolicy PATIENT =
      StepPolicy.retrying(Retry.upTo(3)).timeout(Duration.ofSeconds(10));

  private Lessons() {}

  /**
   * Records what an optimization teaches; what it has made is worth more than the note about it.
   */
  static void learn(OptimizationDecision decision, Development<?> development, FlowContext flow) {
    try {
      flow.with(PATIENT).run("learn", step -> record(of(decision, development), step));
    } catch (StepFailedException notLearnt) {
      flow.log().warn("the tick's lesson is missed: " + notLearnt.failure());
    }
  }

  private static void record(List<Lesson> lessons, StepContext step) throws InterruptedException {
    for (Lesson lesson : lessons) {
      step.knowledge().record(lesson);
    }
  }

  /** Returns a lesson for each trigger that had fired. */
  private static List<Lesson> of(OptimizationDecision decision, Development<?> development) {
    return decision.findings().stream()
        .filter(finding -> finding.state() == State.FIRED)
        .map(finding -> of(subject(decision, finding), decision, development))
        .toList();
  }

  private static Subject subject(OptimizationDecision decision, Finding finding) {
    return Subject.ofOptimizing(decision.judged().kind(), finding.trigger())
        .in(decision.performance().context());
  }

  private static Lesson of(
      Subject subject, OptimizationDecision decision, Development<?> development) {
    return development
        .strategy()
        .map(
            accepted ->
                subject
                    .worked(accepted.expected())
                    .because(accepted.ref() + " follows " + decision.judged()))
        .orElseGet(() -> subject.failed(decision.judged() + " stays: " + development.reason()))
        .seenAt(decision.tick().at());
  }
}
