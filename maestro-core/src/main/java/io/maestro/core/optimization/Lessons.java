package io.maestro.core.optimization;

import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.optimization.Finding;
import io.maestro.optimization.Finding.State;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.strategy.Development;
import java.util.List;

/** What an optimization teaches: whether it helped to optimize for a reason, in a context. */
final class Lessons {
  private Lessons() {}

  /** Returns a lesson for each trigger that had fired. */
  static List<Lesson> of(OptimizationDecision decision, Development<?> development) {
    return decision.findings().stream()
        .filter(finding -> finding.state() == State.FIRED)
        .map(finding -> of(subject(decision, finding), decision, development))
        .toList();
  }

  private static Subject subject(OptimizationDecision decision, Finding finding) {
    return Lesson.on(decision.judged().kind(), "optimize when: " + finding.trigger())
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
