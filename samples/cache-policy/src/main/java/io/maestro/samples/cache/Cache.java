package io.maestro.samples.cache;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cache of few places under a policy that can be changed: a segment for what is recent, and one
 * for what is frequent, into which an item moves from the first unless all there are asked for more
 * often. Not thread-safe.
 */
final class Cache {
  static final int PLACES = 100;

  private final Set<Integer> recent = new LinkedHashSet<>(); // the one asked for last is last
  private final Set<Integer> frequent = new LinkedHashSet<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private Policy policy;
  private int counted;

  Cache(Policy policy) {
    this.policy = policy;
  }

  /** Changes the policy; what is cached stays as far as there is room for it. */
  void use(Policy next) {
    policy = next;
    makeRoom();
  }

  /** Answers a request, and returns whether the item was there. */
  private boolean ask(int item) {
    count(item);
    boolean isHit = frequent.contains(item) || recent.remove(item);
    if (!frequent.contains(item)) {
      recent.add(item);
      makeRoom();
    }
    return isHit;
  }

  /** Answers requests, and returns how many items were there. */
  int askAll(List<Integer> items) {
    return (int) items.stream().filter(this::ask).count();
  }

  private void count(int item) {
    counts.merge(item, 1, Integer::sum);
    if (++counted >= policy.memory()) {
      counted = 0;
      counts.replaceAll((known, times) -> times / 2);
      counts.values().removeIf(times -> times == 0);
    }
  }

  private void makeRoom() {
    int forRecent = Math.max(1, PLACES * policy.recent() / 100);
    while (recent.size() > forRecent) {
      moveOn(takeOldest(recent), PLACES - forRecent);
    }
    while (frequent.size() > PLACES - forRecent) {
      frequent.remove(leastFrequent());
    }
  }

  private void moveOn(int item, int forFrequent) {
    frequent.add(item);
    if (frequent.size() > forFrequent) {
      frequent.remove(leastFrequent());
    }
  }

  private static int takeOldest(Set<Integer> items) {
    Iterator<Integer> all = items.iterator();
    int oldest = all.next();
    all.remove();
    return oldest;
  }

  private Integer leastFrequent() {
    return Collections.min(frequent, Comparator.comparingInt(this::times));
  }

  private int times(int item) {
    return counts.getOrDefault(item, 0);
  }
}
