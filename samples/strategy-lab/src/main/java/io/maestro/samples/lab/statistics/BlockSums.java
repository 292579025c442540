package io.maestro.samples.lab.statistics;

import java.util.List;

/** The sums and sums of squares of one trial's returns, block by block. */
final class BlockSums {
  private final double[] sums;
  private final double[] squares;
  private final int length;

  /** Cuts the returns into equal blocks; what is left over at the start is not used. */
  BlockSums(List<Double> returns, int blocks) {
    sums = new double[blocks];
    squares = new double[blocks];
    length = returns.size() / blocks;
    int first = returns.size() - blocks * length;
    for (int i = first; i < returns.size(); i++) {
      int block = (i - first) / length;
      sums[block] += returns.get(i);
      squares[block] += returns.get(i) * returns.get(i);
    }
  }

  /** The Sharpe ratio, per observation, over the blocks whose bits are set; 0 if undefined. */
  double sharpe(int blocks) {
    double sum = 0;
    double square = 0;
    for (int block = 0; block < sums.length; block++) {
      if ((blocks >> block & 1) == 1) {
        sum += sums[block];
        square += squares[block];
      }
    }
    double count = (double) Integer.bitCount(blocks) * length;
    double variance = square / count - sum / count * (sum / count);
    return variance > 0 ? sum / count / StrictMath.sqrt(variance) : 0;
  }
}
