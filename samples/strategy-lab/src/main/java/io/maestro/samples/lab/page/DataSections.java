package io.maestro.samples.lab.page;

import io.maestro.samples.lab.report.Figure;
import io.maestro.samples.lab.report.LabResult;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Trades;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of the page that are about the data and about how to get the same page again. */
final class DataSections {
  private static final int YEARS_A_TABLE = 9;

  private DataSections() {}

  static String of(LabResult result) {
    return years(result.data()) + quality(result.data()) + reproduction(result);
  }

  private static String years(LabResult.Data data) {
    StringBuilder tables = new StringBuilder();
    var years = List.copyOf(data.yearlyAverage().entrySet());
    for (int from = 0; from < years.size(); from += YEARS_A_TABLE) {
      int to = Math.min(from + YEARS_A_TABLE, years.size());
      tables.append(years(data, years.subList(from, to)));
    }
    LabResult.Drawdown deepest = data.maxDrawdown();
    return Html.section(
        "Year by year",
        "The mean of each year's values, and the last one over the last of the year before. The"
            + " deepest fall was %s %% from %s to %s."
                .formatted(
                    Figure.decimal(deepest.percent().doubleValue(), 1),
                    deepest.peakDate(),
                    deepest.troughDate()),
        "<div class=\"years\">" + tables + "</div>");
  }

  private static Table years(LabResult.Data data, List<Map.Entry<Integer, BigDecimal>> years) {
    Table table = new Table("Years", List.of("year", "average", "change"));
    for (Map.Entry<Integer, BigDecimal> year : years) {
      BigDecimal change = data.yearlyReturn().get(year.getKey());
      table.row(
          year.getKey().toString(),
          List.of(
              year.getValue().toPlainString(),
              change == null ? "–" : Figure.signedPercent(change.doubleValue() / 100)));
    }
    return table;
  }

  private static String quality(LabResult.Data data) {
    Table table = new Table("Quality of the data", List.of("looked for", "found", "for example"));
    for (LabResult.Quality note : data.quality()) {
      String examples = note.examples().stream().collect(Collectors.joining("; "));
      table.row(meaning(note.question()), List.of(note.count() + "", examples));
    }
    return Html.section(
        "Can the data be trusted?",
        data.rows() + " days from " + data.first() + " to " + data.last() + ".",
        table.toString());
  }

  private static String meaning(String question) {
    return switch (question) {
      case "order" -> "dates that go back";
      case "duplicates" -> "repeated dates";
      case "gaps" -> "gaps of more than 7 days";
      case "stale" -> "5 or more equal values in a row";
      case "outliers" -> "moves beyond 8 robust deviations";
      default -> question;
    };
  }

  private static String reproduction(LabResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("data       sha256 " + result.data().sha256());
    lines.add("column     " + result.data().column());
    lines.add("seed       " + result.chance().seed());
    lines.add(
        "rule       long above, short below; known at one close, earning the change to the next");
    lines.add(
        "costs      %s basis points per unit of position changed"
            .formatted(Trades.COST_BASIS_POINTS));
    lines.add(
        "folds      %s years of %s days to fit on, %s to test on, %s days to warm up"
            .formatted(Fold.TRAIN_YEARS, Performance.YEAR, Fold.TEST_YEARS, Rule.WARM_UP));
    lines.add("event log  sha256 " + result.eventLogSha256());
    return Html.section(
        "The same page again",
        "The same data, column and seed give the same result, byte for byte.",
        "<pre tabindex=\"0\">" + Html.text(String.join("\n", lines)) + "</pre>\n");
  }
}
