package io.maestro.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strands that are worked on a few at a time. Guarded by the session's lock. */
final class Group extends Joinable {
  private final List<Strand> items;
  private int next;
  private int unfinished;
  @Nullable Pass startedBy;

  Group(List<Strand> items) {
    this.items = List.copyOf(items);
    this.unfinished = items.size();
    this.items.forEach(item -> item.group = this);
  }

  /** Returns the strands to begin with. */
  List<Strand> begin(int parallelism) {
    List<Strand> first = new ArrayList<>();
    while (next < items.size() && next < parallelism) {
      first.add(items.get(next++));
    }
    return first;
  }

  /** Notes that an item is done, and returns the one to begin next, if there is one. */
  List<Strand> itemDone() {
    unfinished--;
    return next < items.size() ? List.of(items.get(next++)) : List.of();
  }

  List<Strand> items() {
    return items;
  }

  @Override
  boolean isDone() {
    return unfinished == 0;
  }
}
