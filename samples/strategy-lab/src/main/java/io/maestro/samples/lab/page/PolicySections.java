package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.decimal;
import static io.maestro.samples.lab.report.Figure.percent;
import static io.maestro.samples.lab.report.Figure.signedPercent;

import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.rule.Equity;
import io.maestro.samples.lab.rule.Performance;
import java.util.ArrayList;
import java.util.List;

/** The parts of the page that are about when to fit a rule anew. */
final class PolicySections {
  private static final List<String> COLUMNS =
      List.of(
          "fit anew",
          "one unit",
          "fitted",
          "suppressed",
          "other rule",
          "Sharpe",
          "deepest fall",
          "total");

  private PolicySections() {}

  static String of(Story story, Candidate candidate, Sequel sequel) {
    List<Replay> replays =
        sequel.replays().stream().filter(replay -> replay.trades().size() > 0).toList();
    return (replays.isEmpty() ? "" : table(replays))
        + Html.section(
            "What was decided when",
            "Each policy looked once a week and knew no more than was known then; point at a mark to"
                + " read why.",
            Legend.of(
                    Legend.box("traded", "traded on paper")
                        + Legend.box("closed", "gate closed")
                        + Legend.box("switched", "fitted: another rule")
                        + Legend.box("unchanged", "fitted: the same rule")
                        + Legend.box("suppressed", "suppressed"))
                + Html.figure(Timeline.of(story, candidate, sequel.rehearsal(), replays), ""));
  }

  private static String table(List<Replay> replays) {
    Axis axis = Axis.aroundPositive(equities(replays));
    Table table = new Table("When to fit anew", COLUMNS);
    replays.forEach(replay -> table.markupRow(replay.policy().words(), cells(replay, axis)));
    return Html.section(
        "When to fit a rule anew",
        "The loop that keeps a rule optimized, over the same days under four policies, all on one"
            + " scale. Over so many days a Sharpe ratio is uncertain by %s: a smaller"
                .formatted(decimal(error(replays.get(0)), 2))
            + " difference is no evidence.",
        "<div class=\"policies\">" + table + "</div>\n");
  }

  private static double error(Replay replay) {
    return StrictMath.sqrt((double) Performance.YEAR / replay.trades().size());
  }

  private static List<String> cells(Replay replay, Axis axis) {
    Performance performance = replay.performance();
    String title = "Equity if fitted " + replay.policy().words();
    return List.of(
        "<div class=\"spark\">"
            + Sparkline.of(title, Equity.of(replay.trades().returns()), axis)
            + "</div>",
        replay.optimizations() + "",
        replay.suppressed() + "",
        replay.switches() + "",
        Html.text(decimal(performance.sharpe(), 2).replace('-', '−')),
        Html.text(percent(performance.maxDrawdown())),
        Html.text(signedPercent(performance.totalReturn())));
  }

  private static List<Double> equities(List<Replay> replays) {
    List<Double> all = new ArrayList<>(List.of(1.0));
    replays.forEach(replay -> all.addAll(Equity.of(replay.trades().returns())));
    return all;
  }
}
