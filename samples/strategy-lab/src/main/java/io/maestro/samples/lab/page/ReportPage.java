package io.maestro.samples.lab.page;

import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Headline;
import io.maestro.samples.lab.report.LabResult;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The report: one file of HTML with drawings inside, without scripts or anything from outside. */
public final class ReportPage {
  private static final String STYLE = "report.css";

  private ReportPage() {}

  /** The page for a run. */
  public static String of(Story story, LabResult result) {
    Candidate candidate = story.candidate();
    Sequel sequel = story.sequel();
    String title = "Strategy lab: " + result.data().column();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s%s%s%s%s</main>
    </body>
    </html>
    """
        .formatted(
            Html.text(title),
            style(),
            verdict(story),
            prices(story),
            candidate == null ? "" : CandidateSections.of(candidate),
            candidate == null || sequel == null ? "" : SequelSections.of(story, candidate, sequel),
            DataSections.of(result));
  }

  private static String verdict(Story story) {
    Headline headline = Headline.of(story);
    String reasons =
        headline.reasons().stream()
            .map(reason -> "<li>" + Html.text(reason) + "</li>\n")
            .collect(Collectors.joining());
    Candidate candidate = story.candidate();
    return """
    <header class="verdict %s">
    <p class="eyebrow">%s</p>
    <h1>%s</h1>
    <ol>
    %s</ol>
    </header>
    %s\
    """
        .formatted(
            story.outcome() == Outcome.VALIDATED ? "accepted" : "rejected",
            Html.text(subject(story)),
            Html.text(headline.word()),
            reasons,
            candidate == null ? "" : KeyFigures.of(candidate) + afterwards(story, candidate));
  }

  private static String afterwards(Story story, Candidate candidate) {
    Sequel sequel = story.sequel();
    return sequel == null ? "" : KeyFigures.of(story, candidate, sequel);
  }

  private static String subject(Story story) {
    Candidate candidate = story.candidate();
    String rule =
        candidate == null
            ? ""
            : "Crossover of %s and %s days · "
                .formatted(candidate.rule().fast(), candidate.rule().slow());
    return "%s%s · %s to %s"
        .formatted(rule, story.prices().column(), story.prices().first(), story.prices().last());
  }

  private static String prices(Story story) {
    String legend =
        Arrays.stream(Regime.values())
            .filter(regime -> regime != Regime.UNKNOWN)
            .map(regime -> Legend.box(PriceChart.kind(regime), regime.words()))
            .collect(Collectors.joining());
    return Html.section(
        "The price, and its weather",
        "Shaded by trend and by how wildly the price moved, both as known on the day;"
            + " ▲ golden and ▼ death crossings of the averages of 50 and 200 days.",
        Legend.of(legend) + Html.figure(PriceChart.of(story.prices()), ""));
  }

  private static String style() {
    try (InputStream style = ReportPage.class.getResourceAsStream(STYLE)) {
      if (style == null) {
        throw new IllegalStateException("not part of this build: " + STYLE);
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
