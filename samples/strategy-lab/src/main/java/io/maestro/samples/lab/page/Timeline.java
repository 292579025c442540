package io.maestro.samples.lab.page;

import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.policy.Replay;
import io.maestro.samples.lab.policy.Turn;
import io.maestro.samples.lab.report.Candidate;
import io.maestro.samples.lab.report.Rehearsal;
import io.maestro.samples.lab.report.Story;
import java.time.LocalDate;
import java.util.List;

/** What was decided when: the days on paper until the gate closed, and each policy's turns. */
final class Timeline {
  private static final int LEFT = 64;
  private static final int RIGHT = Plot.WIDTH - 16;
  private static final int TOP = 8;
  private static final int LANE = 52;
  private static final int STRIP = 16;
  private static final int MARK = 9;

  private final Story story;
  private final List<LocalDate> dates;
  private final int from;
  private final Svg svg;
  private int lane;

  private Timeline(Story story, List<LocalDate> dates, int lanes) {
    this.story = story;
    this.dates = dates;
    this.from = story.prices().size() - dates.size();
    svg =
        new Svg(
            Plot.WIDTH,
            TOP + lanes * LANE + 24,
            "What was decided when",
            dates.get(0) + " to " + dates.get(dates.size() - 1));
  }

  static Svg of(Story story, Candidate candidate, Rehearsal rehearsal, List<Replay> replays) {
    List<LocalDate> dates = candidate.walkForward().trades().dates();
    Timeline line = new Timeline(story, dates, replays.size() + 2);
    line.years();
    line.regimes();
    line.rehearsal(candidate, rehearsal);
    replays.forEach(line::replay);
    return line.svg;
  }

  private void years() {
    Plot plot = new Plot(svg, TOP, svg.height() - TOP - 22, dates.size(), Axis.around(List.of()));
    plot.years(dates);
  }

  private int next(String words) {
    int top = TOP + lane++ * LANE;
    svg.text("lane", Svg.Anchor.START, LEFT, top + 14, words);
    return top + 21;
  }

  private void regimes() {
    int top = next("the regime, once it had lasted ten days");
    List<Regime> regimes = Regimes.of(story.prices()).subList(from, from + dates.size());
    int start = 0;
    for (int day = 1; day <= regimes.size(); day++) {
      if (day == regimes.size() || regimes.get(day) != regimes.get(start)) {
        Regime regime = regimes.get(start);
        String hint = regime.words() + ", from " + dates.get(start);
        double end = x(Math.min(day, regimes.size() - 1));
        svg.rect(PriceChart.kind(regime), x(start), top, end - x(start), STRIP, hint);
        start = day;
      }
    }
  }

  private void rehearsal(Candidate candidate, Rehearsal rehearsal) {
    String words = "version " + candidate.version() + ", " + candidate.rule().label();
    int top = next(words + ": rehearsal");
    double end = x(rehearsal.days() - 1);
    svg.rect("track", LEFT, top, RIGHT - (double) LEFT, STRIP);
    svg.rect("traded", LEFT, top, end - LEFT, STRIP, rehearsal.days() + " days on paper");
    if (!rehearsal.isCompleted()) {
      svg.rect("closed", end - 2, top - 4, 4, STRIP + 8, rehearsal.reason());
    }
  }

  private void replay(Replay replay) {
    String counts =
        "%s: %s fitted, %s of them another rule, %s suppressed"
            .formatted(
                replay.policy().words(),
                replay.optimizations(),
                replay.switches(),
                replay.suppressed());
    double middle = next(counts) + STRIP / 2.0;
    svg.line("zero", LEFT, middle, RIGHT, middle);
    replay.turns().forEach(turn -> mark(turn, middle));
  }

  private void mark(Turn turn, double middle) {
    double x = x(day(turn.on()));
    String hint = turn.on() + ", " + turn.rule().label() + ": " + turn.why();
    switch (turn.kind()) {
      case SWITCHED -> svg.rect("switched", x - 1.5, middle - MARK, 3, 2 * MARK, hint);
      case KEPT -> svg.rect("unchanged", x - 1.5, middle - MARK, 3, MARK, hint);
      case SUPPRESSED -> svg.rect("suppressed", x - 1, middle, 2, MARK, hint);
    }
  }

  private int day(LocalDate date) {
    int day = 0;
    while (day < dates.size() - 1 && dates.get(day).isBefore(date)) {
      day++;
    }
    return day;
  }

  private double x(double day) {
    return LEFT + (RIGHT - LEFT) * day / Math.max(1, dates.size() - 1);
  }
}
