package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.signedPercent;

import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.memory.Known;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.SecondRun;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of the page that are about what was learned, and what came of knowing it. */
final class KnowledgeSections {
  private static final int STRETCH = 7;
  private static final int HEIGHT = 14;

  private KnowledgeSections() {}

  static String of(Story story, Candidate first, Sequel sequel) {
    SecondRun second = sequel.second();
    return (sequel.knowledge().isEmpty() ? "" : knowledge(sequel.knowledge()))
        + (second == null ? "" : second(story, first, second));
  }

  private static String knowledge(List<Known> all) {
    String tables =
        Arrays.stream(Regime.values())
            .map(regime -> table(regime, of(regime, all)))
            .collect(Collectors.joining());
    return Html.section(
        "What worked in which weather",
        "The most trusted rules of each regime: each stretch of it that lasted a month or more is a"
            + " box, for the rule where it gained, against it where it lost. What is older weighs"
            + " less.",
        "<div class=\"pair\">" + tables + "</div>\n");
  }

  private static List<Known> of(Regime regime, List<Known> all) {
    return all.stream().filter(known -> known.context().equals(name(regime))).toList();
  }

  private static String name(Regime regime) {
    return regime.name().toLowerCase(Locale.ROOT);
  }

  private static String table(Regime regime, List<Known> known) {
    if (known.isEmpty()) {
      return "";
    }
    Table table = new Table(regime.words(), List.of("rule", "stretches", "confidence", "standing"));
    for (Known rule : known) {
      table.markupRow(
          rule.subject(),
          List.of(
              "<div class=\"boxes\">" + boxes(rule) + "</div>",
              decimal(rule.confidence(), 2),
              Html.text(rule.standing().toLowerCase(Locale.ROOT))));
    }
    return "<div><h3>%s</h3>%s</div>\n"
        .formatted(Legend.swatch(PriceChart.kind(regime)) + Html.text(regime.words()), table);
  }

  private static Svg boxes(Known rule) {
    int count = rule.inFavour() + rule.against();
    String title = rule.inFavour() + " for, " + rule.against() + " against";
    Svg svg = new Svg(STRETCH * Math.max(1, count), HEIGHT, title, rule.subject());
    for (int box = 0; box < count; box++) {
      String kind = box < rule.inFavour() ? "kept" : "kept loss";
      svg.rect(kind, (double) STRETCH * box, 1, STRETCH - 1.5, HEIGHT - 2.0);
    }
    return svg;
  }

  private static String second(Story story, Candidate first, SecondRun second) {
    Candidate then = second.candidate();
    Table table = new Table("Without and with knowledge", List.of("", "without", "with"));
    table.row("started from", List.of(Rule.initial().label(), second.draft().label()));
    table.row("measurements", List.of(first.trials() + "", then.trials() + ""));
    table.row("rule developed", List.of(first.rule().label(), then.rule().label()));
    table.row("Sharpe on unseen days", List.of(sharpe(first), sharpe(then)));
    table.row("total on unseen days", List.of(total(first), total(then)));
    table.row("verdict", List.of(story.outcome().word(), second.outcome().word()));
    return Html.section(
        "A second time, knowing that", lead(second), table + change(story, first, second));
  }

  private static String lead(SecondRun second) {
    return ("It started from what worked before: %s, that of the last day. Of the folds, %s of %s"
            + " knew such rules on their own last day, and tried those alone. What was known says"
            + " where to start; in the checks it counts for nothing.")
        .formatted(second.rationale(), second.informed(), second.warmStarts().size());
  }

  private static String change(Story story, Candidate first, SecondRun second) {
    return "<p class=\"lead\">It led to %s.</p>\n"
        .formatted(second.changeFrom(story.outcome(), first.rule()));
  }

  private static String sharpe(Candidate candidate) {
    return decimal(candidate.walkForward().trades().performance().sharpe(), 2).replace('-', '−');
  }

  private static String total(Candidate candidate) {
    return signedPercent(candidate.walkForward().trades().performance().totalReturn());
  }
}
