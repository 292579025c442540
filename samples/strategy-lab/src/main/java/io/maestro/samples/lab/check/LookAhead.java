package io.maestro.samples.lab.check;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Signal;

/**
 * Tells whether a signal peeks at the future: cut off after some day, the prices must give the same
 * positions up to that day as the whole series gives.
 */
public final class LookAhead {
  private static final int CUTS = 64;
  private static final Limit NONE = Limit.atMost(0);

  private LookAhead() {}

  /** Cuts the prices at many days, and counts the cuts at which the past was rewritten. */
  public static Finding examine(Prices prices, Signal signal) {
    int[] whole = signal.positions(prices);
    int rewritten = 0;
    for (int cut = 1; cut <= CUTS; cut++) {
      int days = (int) ((long) prices.size() * cut / (CUTS + 1));
      rewritten += agrees(whole, signal.positions(prices.until(days)), days) ? 0 : 1;
    }
    return NONE.judge(
        "look-ahead", rewritten, "cuts of " + CUTS + " at which the future rewrote the past");
  }

  private static boolean agrees(int[] whole, int[] known, int days) {
    boolean agrees = known.length == days;
    for (int day = 0; agrees && day < days; day++) {
      agrees = known[day] == whole[day];
    }
    return agrees;
  }
}
