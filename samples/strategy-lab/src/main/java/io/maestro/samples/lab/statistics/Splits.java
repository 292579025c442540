package io.maestro.samples.lab.statistics;

import java.util.stream.IntStream;

/** All ways to part an even number of blocks in two halves. */
final class Splits {
  private Splits() {}

  /** Each pair of halves once, as the bits of the half that holds the first block. */
  static int[] halves(int blocks) {
    return IntStream.range(0, 1 << blocks)
        .filter(bits -> (bits & 1) == 1 && Integer.bitCount(bits) == blocks / 2)
        .toArray();
  }
}
