package io.maestro.core.optimization;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** The loops whose optimization this node works on: at most one for each loop. Thread-safe. */
final class OptimizationsInWork {
  private final Set<LoopName> held = new HashSet<>();

  /**
   * Decides by how many other loops of the kind are in work, and holds a place if the decision is
   * to optimize.
   *
   * @param decide a pure function, called under the lock so that two loops can't take one place
   */
  synchronized <D> D decide(LoopName loop, IntFunction<D> decide, Predicate<D> optimizes) {
    D decision = decide.apply(others(loop));
    if (optimizes.test(decision)) {
      held.add(loop);
    }
    return decision;
  }

  private int others(LoopName loop) {
    return (int)
        held.stream()
            .filter(other -> other.kind().equals(loop.kind()) && !other.equals(loop))
            .count();
  }

  /** Holds a place: an optimization that was begun goes on here. */
  synchronized void hold(LoopName loop) {
    held.add(loop);
  }

  synchronized void release(LoopName loop) {
    held.remove(loop);
  }
}
