package io.maestro.samples.lab.statistics;

import java.util.List;

/**
 * Whether the timing earned anything: the same positions, entered at random other times.
 *
 * <p>The positions are turned round the circle of days by a random number of days, which keeps how
 * long each is held and breaks its tie to what the price did: a randomisation test, as in E. S.
 * Edgington and P. Onghena, "Randomization Tests", 4th edition, 2007.
 */
public final class RandomEntry {
  private static final int TURNS = 500;

  private RandomEntry() {}

  /** The share of turns that earn at least as much per unit of risk as the true times. */
  public static double of(List<Integer> positions, List<Double> changes, Chance chance) {
    int[] held = positions.stream().mapToInt(Integer::intValue).toArray();
    double[] moves = changes.stream().mapToDouble(Double::doubleValue).toArray();
    double earned = sharpe(held, moves, 0);
    int asGood = 0;
    for (int i = 0; i < TURNS; i++) {
      asGood += sharpe(held, moves, chance.below(held.length)) >= earned ? 1 : 0;
    }
    return Double.isNaN(earned) ? Double.NaN : (asGood + 1.0) / (TURNS + 1);
  }

  private static double sharpe(int[] held, double[] moves, int turn) {
    double sum = 0;
    double square = 0;
    for (int day = 0; day < moves.length; day++) {
      int from = day + turn;
      double earned = held[from < held.length ? from : from - held.length] * moves[day];
      sum += earned;
      square += earned * earned;
    }
    double mean = sum / moves.length;
    return mean / StrictMath.sqrt(square / moves.length - mean * mean);
  }
}
