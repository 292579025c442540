package io.maestro.samples.lab.rule;

import io.maestro.samples.lab.data.Prices;

/** Anything that tells, at the close of each day, which way to stand for the next one. */
@FunctionalInterface
public interface Signal {
  /** One position per day: 1 long, -1 short, 0 out; nothing later than the day may enter it. */
  int[] positions(Prices prices);
}
