package io.maestro.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What was told, in order; cheap to add to however much there is. Thread-safe. */
final class Kept<T> {
  private final List<T> items = new ArrayList<>();

  synchronized void add(T item) {
    items.add(item);
  }

  synchronized void addAll(Collection<? extends T> more) {
    items.addAll(more);
  }

  synchronized List<T> all() {
    return List.copyOf(items);
  }

  Stream<T> stream() {
    return all().stream();
  }
}
