package io.maestro.testkit.fault;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** A fault that is to happen: at which points, at which of their hits, and what it is. */
final class Planned {
  private final Set<Point> points;
  private final String when;
  private final LongPredicate hits;
  private final Effect effect;
  private final AtomicLong reached = new AtomicLong();
  private final AtomicLong fired = new AtomicLong();

  Planned(Set<Point> points, String when, LongPredicate hits, Effect effect) {
    this.points = points;
    this.when = when;
    this.hits = hits;
    this.effect = effect;
  }

  Effect effect() {
    return effect;
  }

  /** Counts a hit, and returns whether the fault happens at it. */
  boolean firesAt(Point point) {
    if (!points.contains(point) || !hits.test(reached.incrementAndGet())) {
      return false;
    }
    fired.incrementAndGet();
    return true;
  }

  boolean hasFired() {
    return fired.get() > 0;
  }

  @Override
  public String toString() {
    String name = effect.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    String where = points.size() > 3 ? points.size() + " points" : points.toString();
    return "%s at %s, %s (reached %d times)".formatted(name, where, when, reached.get());
  }
}
