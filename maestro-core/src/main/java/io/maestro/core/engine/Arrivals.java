package io.maestro.core.engine;

import io.maestro.run.RunId;
import io.maestro.store.Letter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Letters that come while a run is being taken over: after the store has given it to this node,
 * with the letters it had, and before the session is there to take more. Thread-safe.
 */
final class Arrivals {
  private record Early(Letter letter, long at) {}

  private final TreeMap<Long, Long> takeovers = new TreeMap<>(); // with when they began
  private final Map<RunId, List<Early>> early = new HashMap<>();
  private long clock;

  /** Begins to take over runs, at a time in nanoseconds; to be ended with what it returns. */
  synchronized long begin(long nanos) {
    long takeover = ++clock;
    takeovers.put(takeover, nanos);
    return takeover;
  }

  /** Returns when a takeover that is not over began, in nanoseconds. */
  synchronized long begunAt(long takeover) {
    return takeovers.getOrDefault(takeover, 0L);
  }

  /** Ends a takeover, and forgets the letters that only it might have missed. */
  synchronized void end(long takeover) {
    takeovers.remove(takeover);
    if (takeovers.isEmpty()) {
      early.clear();
    } else {
      long oldest = takeovers.firstKey();
      early.values().forEach(letters -> letters.removeIf(one -> one.at() < oldest));
      early.values().removeIf(List::isEmpty);
    }
  }

  synchronized boolean isIdle() {
    return takeovers.isEmpty();
  }

  /** Keeps a letter in case its run is being taken over. */
  synchronized void keep(RunId to, Letter letter) {
    if (!takeovers.isEmpty()) {
      early.computeIfAbsent(to, run -> new ArrayList<>(1)).add(new Early(letter, clock));
    }
  }

  /** Takes the letters that came to a run since a takeover began. */
  synchronized List<Letter> take(RunId run, long takeover) {
    List<Early> kept = early.remove(run);
    return kept == null
        ? List.of()
        : kept.stream().filter(one -> one.at() >= takeover).map(Early::letter).toList();
  }
}
