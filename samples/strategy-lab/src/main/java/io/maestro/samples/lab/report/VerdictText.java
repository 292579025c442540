package io.maestro.samples.lab.report;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.percent;

import io.maestro.samples.lab.rule.Performance;
import java.util.ArrayList;
import java.util.List;

/** The verdict as a few lines for the console, never more than {@value #MOST_LINES}. */
public final class VerdictText {
  /** What fits a screen, with what is said of the files. */
  public static final int MOST_LINES = 38;

  private VerdictText() {}

  /** The lines for a story. */
  public static List<String> of(Story story) {
    List<String> lines = new ArrayList<>();
    Headline headline = Headline.of(story);
    lines.add("");
    lines.add(headline.word() + ": " + subject(story));
    headline.reasons().forEach(reason -> lines.add("  - " + reason));
    Candidate candidate = story.candidate();
    if (candidate != null) {
      lines.addAll(figures(candidate));
    }
    Sequel sequel = story.sequel();
    if (candidate != null && sequel != null) {
      lines.addAll(SequelText.of(story, candidate, sequel));
    }
    return lines.subList(0, Math.min(lines.size(), MOST_LINES));
  }

  private static String subject(Story story) {
    Candidate candidate = story.candidate();
    String rule = candidate == null ? "" : "crossover rule " + candidate.rule().label() + " on ";
    return "%s%s, %s days from %s to %s"
        .formatted(
            rule,
            story.prices().column().replaceAll("\\p{Cntrl}", "?"),
            story.prices().size(),
            story.prices().first(),
            story.prices().last());
  }

  private static List<String> figures(Candidate candidate) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("on days not fitted on       Sharpe   drawdown      total");
    lines.add(figures("the rule", candidate.walkForward().trades().performance()));
    lines.add(figures("buy and hold", candidate.walkForward().trades().holding()));
    lines.add("");
    candidate
        .answers()
        .forEach(a -> lines.add("%-13s %s: %s".formatted(a.verdict(), a.id(), a.message())));
    return lines;
  }

  private static String figures(String who, Performance of) {
    return "  %-22s %9s %10s %10s"
        .formatted(
            who,
            plain(decimal(of.sharpe(), 2)),
            plain(percent(of.maxDrawdown())),
            plain(percent(of.totalReturn())));
  }

  /** In what every console can show. */
  static String plain(String figure) {
    return figure.replace('\u00a0', ' ').replace('–', '-').replace('−', '-');
  }
}
