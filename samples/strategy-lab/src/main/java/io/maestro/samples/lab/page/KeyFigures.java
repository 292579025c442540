package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.percent;
import static io.maestro.samples.lab.report.Figure.signedPercent;

import io.maestro.samples.lab.check.Evidence;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.rule.Performance;

/** The five numbers to know before anything else. */
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

  private static String figure(String name, String value, String beside) {
    return "<div><dt>%s</dt><dd>%s</dd><dd class=\"beside\">%s</dd></div>\n"
        .formatted(Html.text(name), signed(value), signed(beside));
  }

  private static String signed(String words) {
    return Html.text(words).replace('-', '−');
  }
}
