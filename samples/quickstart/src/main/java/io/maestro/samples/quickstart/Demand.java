package io.maestro.samples.quickstart;

/**
 * How many cups a day are sold, as far as so many days can tell.
 *
 * @param cups the cups sold if they cost nothing
 * @param lostPerCent how many fewer are sold for each cent
 * @param days how many days this rests on
 */
record Demand(double cups, double lostPerCent, int days) {
  double cupsAt(Price price) {
    return Math.max(0, cups - lostPerCent * price.cents());
  }
}
