package io.maestro.samples.lab.page;

import static io.maestro.samples.lab.report.Figure.percent;
import static io.maestro.samples.lab.report.Figure.signedPercent;

import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.Sequel;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.watch.Expectation;

/** The parts of the page that are about what came after the development. */
final class SequelSections {
  private SequelSections() {}

  static String of(Story story, Candidate candidate, Sequel sequel) {
    return rehearsal(candidate, sequel.rehearsal())
        + expectation(sequel.rehearsal().expectation())
        + PolicySections.of(story, candidate, sequel)
        + KnowledgeSections.of(story, candidate, sequel);
  }

  private static String rehearsal(Candidate candidate, Rehearsal rehearsal) {
    int all = candidate.walkForward().trades().size();
    String end =
        rehearsal.isCompleted()
            ? "All %s days were traded, to %s. ".formatted(all, gain(rehearsal))
            : "The gate closed after %s of %s days, at %s. "
                .formatted(rehearsal.days(), all, gain(rehearsal));
    return Html.section(
        "On paper, day by day",
        end
            + "A rehearsal: for practice, with each day's rule of its time; it proves nothing"
            + " that the walk forward had not.",
        Legend.of(
                Legend.stroke("rule", "on paper")
                    + (rehearsal.isCompleted()
                        ? ""
                        : Legend.stroke("ghost", "had nobody stopped it"))
                    + Legend.stroke("gate", "the gate"))
            + Html.figure(
                RehearsalChart.of(rehearsal, candidate.walkForward().trades(), rehearsal.gate()),
                rehearsal.isCompleted() ? "" : "The gate's reason: " + rehearsal.reason() + "."));
  }

  private static String gain(Rehearsal rehearsal) {
    return signedPercent(rehearsal.finalEquity() - 1)
        + " and a deepest fall of "
        + percent(rehearsal.maxDrawdown());
  }

  private static String expectation(Expectation expectation) {
    if (expectation.judged() == 0) {
      return "";
    }
    return Html.section(
        "Expected, and seen",
        "The Sharpe ratio of each latest year, beside what its rules had promised. A rule that keeps"
            + " its word is below the band on one day in twenty; this one was on %s of %s, %s."
                .formatted(
                    expectation.below(),
                    expectation.judged(),
                    percent((double) expectation.below() / expectation.judged())),
        Legend.of(
                Legend.stroke("rule", "seen")
                    + Legend.stroke("promise", "promised")
                    + Legend.box("band", "nine of ten years of a kept promise")
                    + Legend.box("shortfall", "below"))
            + Html.figure(ExpectationChart.of(expectation), ""));
  }
}
