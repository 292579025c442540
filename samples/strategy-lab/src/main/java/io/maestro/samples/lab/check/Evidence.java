package io.maestro.samples.lab.check;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.samples.lab.rule.Score;
import io.maestro.samples.lab.rule.Trades;
import io.maestro.samples.lab.rule.WalkForward;
import io.maestro.samples.lab.statistics.Bootstrap;
import io.maestro.samples.lab.statistics.Chance;
import io.maestro.samples.lab.statistics.DeflatedSharpe;
import io.maestro.samples.lab.statistics.Moments;
import io.maestro.samples.lab.statistics.Overfitting;
import io.maestro.samples.lab.statistics.RandomEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known about a developed rule beside its walk forward.
 *
 * @param grid the annualised Sharpe ratio of every rule of the grid over the whole history
 * @param deflatedSharpe the probability that the walk forward's ratio is not the luck of many tries
 * @param overfitting how the best of the grid fares on days it was not chosen by
 * @param bootstrap how far chance could have moved the walk forward's annualised ratio
 * @param randomEntry the share of random entry times that earn as much
 */
public record Evidence(
    List<Score> grid,
    double deflatedSharpe,
    Overfitting overfitting,
    Bootstrap bootstrap,
    double randomEntry) {
  /** Copies what it is given. */
  public Evidence {
    grid = List.copyOf(grid);
  }

  /** Gathers it; the seed decides what chance decides. */
  public static Evidence gather(Prices prices, WalkForward walkForward, long seed) {
    List<List<Double>> trials = new ArrayList<>();
    List<Score> grid = new ArrayList<>();
    for (Rule rule : Rule.grid()) {
      List<Double> returns = rule.trade(prices, 1).returns();
      trials.add(returns);
      grid.add(new Score(rule, Performance.sharpe(returns)));
    }
    Chance chance = new Chance(seed);
    Trades trades = walkForward.trades();
    return new Evidence(
        grid,
        DeflatedSharpe.of(trades.returns(), ratios(trials)),
        Overfitting.of(trials),
        Bootstrap.of(trades.returns(), chance).scaled(StrictMath.sqrt(Performance.YEAR)),
        RandomEntry.of(trades.positions(), trades.changes(), chance));
  }

  private static List<Double> ratios(List<List<Double>> trials) {
    return trials.stream().map(returns -> Moments.of(returns).sharpe()).toList();
  }
}
