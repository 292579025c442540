package io.maestro.samples.lab.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The scores of a grid of rules, seen as a landscape in which an edge is a plateau, not a peak. */
public final class Neighbourhood {
  /** What share of the best score a neighbour must reach to be on the plateau. */
  private static final double HIGH = 0.8;

  private final List<Integer> fast;
  private final List<Integer> slow;
  private final List<Score> scores;

  /** Lays the scores out by their rules' two parameters. */
  public Neighbourhood(List<Score> scores) {
    this.scores = List.copyOf(scores);
    fast = scores.stream().map(score -> score.rule().fast()).distinct().sorted().toList();
    slow = scores.stream().map(score -> score.rule().slow()).distinct().sorted().toList();
  }

  /** The mean score of the rules next to one, over its own; NaN if that is not above zero. */
  public double steadiness(Rule rule) {
    Score own = at(rule);
    double around =
        around(own).stream().mapToDouble(Score::sharpe).reduce(0, Double::sum) / around(own).size();
    return own.sharpe() > 0 ? around / own.sharpe() : Double.NaN;
  }

  /** The rules that are connected to the best by neighbours nearly as good. */
  public Set<Rule> plateau() {
    Set<Rule> plateau = new LinkedHashSet<>();
    Score.best(scores).filter(best -> best.sharpe() > 0).ifPresent(best -> spread(best, plateau));
    return plateau;
  }

  private void spread(Score best, Set<Rule> plateau) {
    Deque<Score> open = new ArrayDeque<>(List.of(best));
    while (!open.isEmpty()) {
      Score next = open.remove();
      if (next.sharpe() >= HIGH * best.sharpe() && plateau.add(next.rule())) {
        open.addAll(around(next));
      }
    }
  }

  private Score at(Rule rule) {
    return scores.stream().filter(score -> score.rule().equals(rule)).findFirst().orElseThrow();
  }

  private List<Score> around(Score centre) {
    List<Score> around = new ArrayList<>();
    for (Score score : scores) {
      int across = steps(fast, score.rule().fast(), centre.rule().fast());
      int along = steps(slow, score.rule().slow(), centre.rule().slow());
      if (!score.equals(centre) && across <= 1 && along <= 1) {
        around.add(score);
      }
    }
    return around;
  }

  private static int steps(List<Integer> axis, int from, int to) {
    return Math.abs(axis.indexOf(from) - axis.indexOf(to));
  }
}
