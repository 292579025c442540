package io.maestro.samples.lab.page;

import io.maestro.samples.lab.report.Figure;
import io.maestro.samples.lab.rule.Neighbourhood;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import java.util.List;
import java.util.Set;

/** Every rule of the grid with its score; an edge shows as a plateau, luck as a lonely peak. */
final class HeatMap {
  private static final int LEFT = 76;
  private static final int TOP = 44;
  private static final int CELL_WIDTH = 92;
  private static final int CELL_HEIGHT = 36;

  private final List<Integer> fast;
  private final List<Integer> slow;
  private final Set<Rule> plateau;
  private final double strongest;
  private final Svg svg;

  private HeatMap(List<Score> scores) {
    fast = scores.stream().map(score -> score.rule().fast()).distinct().sorted().toList();
    slow = scores.stream().map(score -> score.rule().slow()).distinct().sorted().toList();
    plateau = new Neighbourhood(scores).plateau();
    strongest = scores.stream().mapToDouble(s -> Math.abs(s.sharpe())).max().orElse(1);
    svg =
        new Svg(
            LEFT + slow.size() * CELL_WIDTH + 16,
            TOP + fast.size() * CELL_HEIGHT + 12,
            "Sharpe ratio of every rule tried",
            plateau.size() + " of " + scores.size() + " rules are on the plateau of the best");
  }

  static Svg of(List<Score> scores, Rule chosen) {
    HeatMap map = new HeatMap(scores);
    map.labels();
    scores.forEach(map::cell);
    map.plateau.forEach(map::outline);
    map.svg.rect(
        "chosen", map.x(chosen) + 4, map.y(chosen) + 4, CELL_WIDTH - 8.0, CELL_HEIGHT - 8.0);
    return map.svg;
  }

  private void labels() {
    svg.text("tick", Svg.Anchor.START, LEFT, 16, "slow average of so many days");
    svg.text("tick", Svg.Anchor.START, 8, 16, "fast");
    slow.forEach(
        days ->
            svg.text(
                "tick", Svg.Anchor.MIDDLE, column(days) + CELL_WIDTH / 2.0, TOP - 8, days + ""));
    fast.forEach(days -> svg.text("tick", Svg.Anchor.END, LEFT - 10, row(days) + 23, days + ""));
  }

  private void cell(Score score) {
    double x = x(score.rule());
    double y = y(score.rule());
    long shade =
        Double.isNaN(score.sharpe()) ? 0 : Math.round(9 * Math.abs(score.sharpe()) / strongest);
    svg.rect((score.sharpe() < 0 ? "minus s" : "plus s") + shade, x, y, CELL_WIDTH, CELL_HEIGHT);
    String words = Figure.decimal(score.sharpe(), 2).replace('-', '−');
    svg.text("cell", Svg.Anchor.MIDDLE, x + CELL_WIDTH / 2.0, y + 23, words);
  }

  /** Draws those edges of a cell of the plateau beyond which the plateau ends. */
  private void outline(Rule rule) {
    double left = x(rule);
    double top = y(rule);
    double right = left + CELL_WIDTH;
    double bottom = top + CELL_HEIGHT;
    edge(beside(rule, 0, -1), left, top, left, bottom);
    edge(beside(rule, 0, 1), right, top, right, bottom);
    edge(beside(rule, -1, 0), left, top, right, top);
    edge(beside(rule, 1, 0), left, bottom, right, bottom);
  }

  private void edge(boolean inside, double x1, double y1, double x2, double y2) {
    if (!inside) {
      svg.line("plateau", x1, y1, x2, y2);
    }
  }

  private boolean beside(Rule rule, int down, int right) {
    int row = fast.indexOf(rule.fast()) + down;
    int column = slow.indexOf(rule.slow()) + right;
    return row >= 0
        && row < fast.size()
        && column >= 0
        && column < slow.size()
        && plateau.stream()
            .anyMatch(r -> r.fast() == fast.get(row) && r.slow() == slow.get(column));
  }

  private double x(Rule rule) {
    return column(rule.slow());
  }

  private double y(Rule rule) {
    return row(rule.fast());
  }

  private double column(int days) {
    return LEFT + (double) CELL_WIDTH * slow.indexOf(days);
  }

  private double row(int days) {
    return TOP + (double) CELL_HEIGHT * fast.indexOf(days);
  }
}
