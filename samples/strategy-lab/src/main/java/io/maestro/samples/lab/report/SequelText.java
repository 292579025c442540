package io.maestro.samples.lab.report;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.percent;
import static io.maestro.samples.lab.report.VerdictText.plain;

import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.rule.Performance;
import java.util.ArrayList;
import java.util.List;

/** What came after the development as a few lines for the console. */
final class SequelText {
  private SequelText() {}

  static List<String> of(Story story, Candidate candidate, Sequel sequel) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(rehearsal(candidate, sequel.rehearsal()));
    lines.add("");
    lines.add("fit a rule anew                   fitted suppressed switches  Sharpe   drawdown");
    sequel.replays().forEach(replay -> lines.add(policy(replay)));
    SecondRun second = sequel.second();
    if (second != null) {
      lines.add("");
      lines.add(second(story, candidate, second));
    }
    return lines;
  }

  private static String rehearsal(Candidate candidate, Rehearsal rehearsal) {
    return "rehearsal: %s after %d of %d days, one unit became %s, deepest fall %s"
        .formatted(
            rehearsal.outcome(),
            rehearsal.days(),
            candidate.walkForward().trades().size(),
            plain(decimal(rehearsal.finalEquity(), 2)),
            plain(percent(rehearsal.maxDrawdown())));
  }

  private static String policy(Replay replay) {
    Performance performance = replay.performance();
    return "  %-32s %5d %10d %8d %7s %10s"
        .formatted(
            replay.policy().id(),
            replay.optimizations(),
            replay.suppressed(),
            replay.switches(),
            plain(decimal(performance.sharpe(), 2)),
            plain(percent(performance.maxDrawdown())));
  }

  private static String second(Story story, Candidate first, SecondRun second) {
    return "with knowledge: started from %s, %d measurements instead of %d; %s"
        .formatted(
            second.draft().label(),
            second.candidate().trials(),
            first.trials(),
            second.changeFrom(story.outcome(), first.rule()));
  }
}
