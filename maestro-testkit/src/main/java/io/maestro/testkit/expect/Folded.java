package io.maestro.testkit.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Equal neighbours in a list, as one.
 *
 * @param value what they are
 * @param from the index of the first
 * @param to the index after the last
 */
record Folded<T>(T value, int from, int to) {

  static <T> List<Folded<T>> of(List<T> values) {
    List<Folded<T>> folded = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= values.size(); to++) {
      if (to == values.size() || !values.get(to).equals(values.get(from))) {
        folded.add(new Folded<>(values.get(from), from, to));
        from = to;
      }
    }
    return folded;
  }

  /** Returns the list in words, such as {@code HOLD x 3, OPTIMIZE}. */
  static String inWords(List<?> values) {
    return of(values).stream().map(Folded::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    int times = to - from;
    return times == 1 ? "" + value : value + " x " + times;
  }
}
