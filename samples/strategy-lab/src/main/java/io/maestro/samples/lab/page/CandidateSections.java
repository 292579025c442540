package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.percent;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.check.Examination;
import io.maestro.samples.lab.check.Verdict;
import io.maestro.samples.lab.report.Answer;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.rule.FoldFit;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;
import java.util.Locale;

/** The parts of the page that are about the rule. */
final class CandidateSections {
  private CandidateSections() {}

  static String of(Candidate candidate) {
    return checks(candidate.answers())
        + equity(candidate.walkForward())
        + folds(candidate.walkForward().fits())
        + landscape(candidate)
        + luck(candidate.evidence());
  }

  private static String checks(List<Answer> answers) {
    long kept = answers.stream().filter(answer -> answer.verdict() == Verdict.PASS).count();
    Table table = new Table("The checks", List.of("check", "verdict", "why"));
    for (Answer answer : answers) {
      table.markupRow(answer.id(), List.of(pill(answer.verdict()), Html.text(answer.message())));
    }
    return Html.section(
        "The checks",
        kept
            + " of "
            + answers.size()
            + " passed. A rule goes on only if nothing fails; what can't be told counts as failed.",
        "<div class=\"checks\">" + table + "</div>\n");
  }

  private static String pill(Verdict verdict) {
    String sign =
        switch (verdict) {
          case PASS -> "✓";
          case WARN -> "!";
          case FAIL -> "✕";
          case INCONCLUSIVE, ERROR -> "?";
        };
    return "<span class=\"pill %s\">%s&nbsp;%s</span>"
        .formatted(verdict.name().toLowerCase(Locale.ROOT), sign, verdict);
  }

  private static String equity(WalkForward walk) {
    return Html.section(
        "What one unit would have become",
        "Only days that no rule had been fitted on, costs paid; below, how far from the peak.",
        Legend.of(Legend.stroke("rule", "the rule") + Legend.stroke("held", "buy and hold"))
            + Html.figure(EquityChart.of(walk.trades()), ""));
  }

  private static String folds(List<FoldFit> fits) {
    long losses = fits.stream().filter(fit -> fit.outOfSampleSharpe() < 0).count();
    return Html.section(
        "Promised and kept",
        "The Sharpe ratio each fold was chosen for, and the one of the year after. "
            + losses
            + " of "
            + fits.size()
            + " folds lost.",
        Legend.of(
                Legend.box("promised", "in sample")
                    + Legend.box("kept", "out of sample")
                    + Legend.box("kept loss", "out of sample, a loss"))
            + Html.figure(
                FoldChart.of(fits),
                "Below each pair: the year, and the days of the fast and of the slow average."));
  }

  private static String landscape(Candidate candidate) {
    return Html.section(
        "An edge is a plateau, luck is a peak",
        "The Sharpe ratio of every rule tried, over the whole history. The heavy line is drawn"
            + " around the plateau of the best, the dashed one around the rule that was chosen.",
        Html.figure(HeatMap.of(candidate.evidence().grid(), candidate.rule()), ""));
  }

  private static String luck(Evidence evidence) {
    String ranks =
        Html.figure(
            LogitChart.of(evidence.overfitting()),
            ("Where the best rule of half the days ranks on the other half: behind the middle in %s"
                    + " of %s splits.")
                .formatted(
                    percent(evidence.overfitting().probability()),
                    evidence.overfitting().logits().size()));
    String gauge =
        Html.figure(
            ProbabilityGauge.of(
                "Deflated Sharpe ratio", evidence.deflatedSharpe(), Examination.DEFLATED_NEEDED),
            "Deflated Sharpe ratio: the probability that the result is not the luck of "
                + evidence.grid().size()
                + " tries.");
    return Html.section(
        "Skill or luck",
        "Who tries many rules finds a good one, even in noise; two ways to ask whether this is it.",
        "<div class=\"pair\">" + ranks + gauge + "</div>\n");
  }
}
