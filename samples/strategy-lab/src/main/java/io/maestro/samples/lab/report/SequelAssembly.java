package io.maestro.samples.lab.report;

import static io.maestro.samples.lab.report.Figure.rounded;

import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.rule.Performance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what came after the development into the form of {@link LabResult}. */
final class SequelAssembly {
  private static final int PLACES = 6;
  private static final int CONFIDENCE_PLACES = 4;

  private SequelAssembly() {}

  static LabResult.@Nullable Execution execution(@Nullable Sequel sequel) {
    if (sequel == null) {
      return null;
    }
    Rehearsal rehearsal = sequel.rehearsal();
    return new LabResult.Execution(
        rehearsal.mode(),
        rehearsal.outcome(),
        rehearsal.days(),
        rounded(rehearsal.finalEquity(), PLACES),
        rounded(rehearsal.maxDrawdown(), PLACES),
        List.of());
  }

  static List<LabResult.Policy> policies(@Nullable Sequel sequel) {
    return sequel == null
        ? List.of()
        : sequel.replays().stream().map(SequelAssembly::policy).toList();
  }

  private static LabResult.Policy policy(Replay replay) {
    Performance performance = replay.performance();
    return new LabResult.Policy(
        replay.policy().id(),
        replay.optimizations(),
        replay.suppressed(),
        replay.switches(),
        rounded(performance.sharpe(), PLACES),
        rounded(performance.maxDrawdown(), PLACES));
  }

  static List<LabResult.Knowledge> knowledge(@Nullable Sequel sequel) {
    return sequel == null
        ? List.of()
        : sequel.knowledge().stream().map(SequelAssembly::known).toList();
  }

  private static LabResult.Knowledge known(Known known) {
    return new LabResult.Knowledge(
        known.context(),
        known.subject(),
        known.inFavour(),
        known.against(),
        rounded(known.confidence(), CONFIDENCE_PLACES),
        known.standing());
  }
}
