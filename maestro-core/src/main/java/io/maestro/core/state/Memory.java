package io.maestro.core.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maestro.state.StateKey;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was last learned of each state, and those who watch it. Thread-safe.
 *
 * <p>Answers of a store come in any order. A clock that ticks at each question and at each thing
 * learned tells which ones count: one that was asked for after the last thing was learned is newer
 * than it, whatever its version; one that was asked for before is newer only if its version is
 * higher than any that is known to have been.
 */
final class Memory {
  static final int MAX_KNOWN = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Cache<DocumentKey, Known> known =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).executor(Runnable::run).build();
  private final Map<DocumentKey, List<Watcher<?>>> watchers = new HashMap<>();
  private long clock;

  static DocumentKey place(StateKey<?> key) {
    return new DocumentKey("state/" + key.component(), key.name());
  }

  /** Returns the time of a question that is asked now. */
  long ask() {
    lock.lock();
    try {
      return ++clock;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what is remembered of a state. */
  Optional<Known> find(StateKey<?> key) {
    return Optional.ofNullable(known.getIfPresent(place(key)));
  }

  /** The store has answered with what it has, or had when it wrote; returns whether it counts. */
  boolean learned(StateKey<?> key, long asked, Optional<Document> found) {
    long version = Known.versionOf(found);
    return learn(key, found, 0, before -> isAfter(asked, before) || version > highest(before));
  }

  /** The store has deleted a version; returns whether it counts. */
  boolean deleted(StateKey<?> key, long asked, long version) {
    return learn(key, Optional.empty(), version, before -> isAfter(asked, before));
  }

  private static boolean isAfter(long asked, @Nullable Known before) {
    return before == null || asked > before.learned;
  }

  /** Takes over what the store has if nothing was learned since; returns whether it did. */
  boolean replace(Known stale, Optional<Document> found) {
    return learn(stale.key, found, 0, before -> before == stale || isUnknown(before, stale));
  }

  private static boolean isUnknown(@Nullable Known before, Known stale) {
    return before == null && stale.learned == 0;
  }

  private interface Counts {
    boolean against(@Nullable Known before);
  }

  private boolean learn(StateKey<?> key, Optional<Document> found, long deleted, Counts counts) {
    List<Watcher<?>> told = List.of();
    lock.lock();
    try {
      Known before = known.getIfPresent(place(key));
      if (!counts.against(before)) {
        return false;
      }
      Known now = new Known(key, found, ++clock, Math.max(deleted, highest(before)));
      known.put(place(key), now);
      if (isNews(before, now)) {
        told = List.copyOf(watchers.getOrDefault(place(key), List.of()));
        told.forEach(watcher -> watcher.offer(now)); // in the order of what was learned
      }
    } finally {
      lock.unlock();
    }
    told.forEach(Watcher::wake);
    return true;
  }

  private static long highest(@Nullable Known before) {
    return before == null ? 0 : before.highest;
  }

  private static boolean isNews(@Nullable Known before, Known now) {
    return before == null
        ? now.highest > 0 // there is one, or was until now
        : before.version != now.version
            || before.content().orElse(null) != now.content().orElse(null);
  }

  void add(Watcher<?> watcher) {
    lock.lock();
    try {
      watchers.computeIfAbsent(place(watcher.key()), first -> new ArrayList<>(1)).add(watcher);
    } finally {
      lock.unlock();
    }
  }

  void remove(Watcher<?> watcher) {
    lock.lock();
    try {
      watchers.computeIfPresent(
          place(watcher.key()),
          (place, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
          });
    } finally {
      lock.unlock();
    }
  }

  /** Returns all that is remembered, and what is watched and not remembered, in order. */
  List<Known> all() {
    Map<DocumentKey, Known> all = new TreeMap<>(known.asMap());
    lock.lock();
    try {
      watchers.forEach(
          (place, some) ->
              all.computeIfAbsent(
                  place, p -> new Known(some.get(0).key(), Optional.empty(), 0, 0)));
    } finally {
      lock.unlock();
    }
    return List.copyOf(all.values());
  }
}
