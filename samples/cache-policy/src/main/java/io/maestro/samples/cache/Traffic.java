package io.maestro.samples.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * GENERATED requests: no user of any service ever made them.
 *
 * <p>Every day few items are asked for often and many rarely (Zipf's law). What differs is how long
 * an item stays a favourite: on most days for good, on days 20 to 25 and 40 to 49 for minutes. On
 * day 12 a crawler asks for what nobody else wants.
 *
 * @param seed decides what chance decides; the same seed gives the same requests everywhere
 */
record Traffic(long seed) {
  static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");
  static final int DAYS = 60;
  static final int ITEMS = 2_000;
  static final int PER_DAY = 4_000;
  static final int PARTS = 8;

  private static final int CRAWLED = 12;
  private static final int FASHIONS_PER_DAY = 80;
  private static final int STRIDE = 769; // no divisor in common with ITEMS: favourites scatter
  private static final double[] UP_TO_RANK = zipf(0.9);

  /** Returns the number of the day in which a moment lies, 0 for the first. */
  static int dayOf(Instant moment) {
    return (int) Duration.between(FIRST_DAY, moment).toDays();
  }

  /** Returns what is asked for on a day. */
  Day day(int number) {
    Chance chance = new Chance(seed * 1_000_003 + number);
    List<Integer> items = new ArrayList<>(PER_DAY);
    for (int request = 0; request < PER_DAY; request++) {
      int favourite = (rank(chance.uniform()) + fashion(number, request)) * STRIDE % ITEMS;
      items.add(number == CRAWLED ? ITEMS + request : favourite);
    }
    return new Day(number, items);
  }

  /** Returns by how many ranks the favourites have moved on. */
  private static int fashion(int day, int request) {
    int before = 0;
    for (int past = 0; past < day; past++) {
      before += isRestless(past) ? FASHIONS_PER_DAY : 0;
    }
    return before + (isRestless(day) ? request * FASHIONS_PER_DAY / PER_DAY : 0);
  }

  private static boolean isRestless(int day) {
    return (day >= 20 && day <= 25) || (day >= 40 && day <= 49);
  }

  private static int rank(double share) {
    int found = Arrays.binarySearch(UP_TO_RANK, share);
    return Math.min(found < 0 ? -found - 1 : found, ITEMS - 1);
  }

  private static double[] zipf(double skew) {
    double[] upTo = new double[ITEMS];
    double sum = 0;
    for (int rank = 0; rank < ITEMS; rank++) {
      sum += 1 / StrictMath.pow(rank + 1, skew);
      upTo[rank] = sum;
    }
    for (int rank = 0; rank < ITEMS; rank++) {
      upTo[rank] /= sum;
    }
    return upTo;
  }
}
