package io.maestro.samples.cache;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a cache uses its places: the strategy.
 *
 * @param recent the per cent of the places that are for what was asked for last; the others are for
 *     what is asked for often
 * @param memory after how many requests half of what is known of "often" is forgotten
 */
record Policy(int recent, int memory) {
  /** What everybody begins with: the one that was not asked for the longest goes. */
  static final Policy LEAST_RECENTLY_USED = new Policy(100, 2_000);

  private static final List<Integer> MEMORIES = List.of(500, 2_000, 8_000);

  /** Returns every policy that is worth a trial. */
  static List<Policy> grid() {
    Stream<Policy> mixed =
        IntStream.of(5, 20, 40, 60, 80)
            .boxed()
            .flatMap(recent -> MEMORIES.stream().map(memory -> new Policy(recent, memory)));
    return Stream.concat(mixed, Stream.of(LEAST_RECENTLY_USED)).toList();
  }

  /** Returns the policies of the grid that are like this one, and itself. */
  List<Policy> neighbours() {
    return grid().stream().filter(other -> Math.abs(other.recent - recent) <= 20).toList();
  }

  /** Returns the policy in one word, under which it is known. */
  String label() {
    return recent + "%-recent/memory-" + memory;
  }
}
