package io.maestro.samples.cache;

import java.util.List;

/**
 * What was asked for on one day.
 *
 * @param number the day's number
 * @param items the items, in the order in which they were asked for
 */
record Day(int number, List<Integer> items) {
  Day {
    items = List.copyOf(items);
  }

  /** Returns the requests of one of the parts of the day. */
  List<Integer> part(int part) {
    return until(part + 1).subList(part * items.size() / Traffic.PARTS, until(part + 1).size());
  }

  /** Returns the requests of the first parts of the day. */
  List<Integer> until(int parts) {
    return items.subList(0, parts * items.size() / Traffic.PARTS);
  }
}
