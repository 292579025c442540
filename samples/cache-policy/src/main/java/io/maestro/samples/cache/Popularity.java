package io.maestro.samples.cache;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long favourites last: the analysis.
 *
 * @param lasting the share of the first half's favourites that are still favourites in the second
 */
record Popularity(double lasting) {
  private static final int FAVOURITES = 20;

  /** Returns the popularity of what was asked for within some time. */
  static Popularity of(List<Integer> items) {
    Set<Integer> earlier = favourites(items.subList(0, items.size() / 2));
    Set<Integer> later = favourites(items.subList(items.size() / 2, items.size()));
    Set<Integer> both = new HashSet<>(earlier);
    both.retainAll(later);
    return new Popularity((double) both.size() / FAVOURITES);
  }

  /** Returns the name of these circumstances. */
  String context() {
    return lasting >= 0.3 ? "steady" : "shifting";
  }

  private static Set<Integer> favourites(List<Integer> items) {
    Map<Integer, Integer> counts = new HashMap<>();
    items.forEach(item -> counts.merge(item, 1, Integer::sum));
    Comparator<Integer> mostFrequent = Comparator.comparing(counts::get, Comparator.reverseOrder());
    return counts.keySet().stream()
        .sorted(mostFrequent.thenComparing(Comparator.naturalOrder()))
        .limit(FAVOURITES)
        .collect(Collectors.toSet());
  }
}
