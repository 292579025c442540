package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.percent;
import static io.maestro.samples.lab.report.Figure.signedPercent;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.SecondRun;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Performance;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The numbers to know before anything else. */
final class KeyFigures {
  private KeyFigures() {}

  static String of(Candidate candidate) {
    Performance rule = candidate.walkForward().trades().performance();
    Performance held = candidate.walkForward().trades().holding();
    Evidence evidence = candidate.evidence();
    return "<dl class=\"figures\">\n"
        + figure(
            "Sharpe on unseen days",
            decimal(rule.sharpe(), 2),
            "holding: " + decimal(held.sharpe(), 2))
        + figure(
            "its 90 % interval",
            decimal(evidence.bootstrap().low(), 2)
                + " to "
                + decimal(evidence.bootstrap().high(), 2),
            "by resampling the days")
        + figure(
            "total return",
            signedPercent(rule.totalReturn()),
            "holding: " + signedPercent(held.totalReturn()))
        + figure(
            "deepest fall", percent(rule.maxDrawdown()), "holding: " + percent(held.maxDrawdown()))
        + figure(
            "rules tried",
            Integer.toString(evidence.grid().size()),
            candidate.trials() + " measurements")
        + "</dl>\n";
  }

  static String of(Story story, Candidate candidate, Sequel sequel) {
    return "<dl class=\"figures\">\n"
        + rehearsal(candidate, sequel.rehearsal())
        + policies(sequel.replays())
        + second(story, candidate, sequel.second())
        + "</dl>\n";
  }

  private static String rehearsal(Candidate candidate, Rehearsal rehearsal) {
    return figure(
        "on paper, day by day",
        rehearsal.outcome().toLowerCase(Locale.ROOT),
        "after %s of %s days, at a fall of %s"
            .formatted(
                rehearsal.days(),
                candidate.walkForward().trades().size(),
                percent(rehearsal.maxDrawdown())));
  }

  private static String policies(List<Replay> replays) {
    DoubleSummaryStatistics sharpe =
        replays.stream()
            .mapToDouble(replay -> replay.performance().sharpe())
            .filter(Double::isFinite)
            .summaryStatistics();
    IntSummaryStatistics fitted =
        replays.stream().mapToInt(Replay::optimizations).summaryStatistics();
    return sharpe.getCount() == 0
        ? ""
        : figure(
            "Sharpe if kept optimized",
            decimal(sharpe.getMin(), 2) + " to " + decimal(sharpe.getMax(), 2),
            "%s policies, fitting %s to %s times"
                .formatted(sharpe.getCount(), fitted.getMin(), fitted.getMax()));
  }

  private static String second(Story story, Candidate first, @Nullable SecondRun second) {
    return second == null
        ? ""
        : figure(
            "a second time, with knowledge",
            second.candidate().trials() + " measurements",
            second.changeFrom(story.outcome(), first.rule()));
  }

  private static String figure(String name, String value, String beside) {
    return "<div><dt>%s</dt><dd>%s</dd><dd class=\"beside\">%s</dd></div>\n"
        .formatted(Html.text(name), signed(value), signed(beside));
  }

  private static String signed(String words) {
    return Html.text(words).replace('-', '−');
  }
}
