package io.maestro.core.optimization;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** The loops whose optimization this node works on: at most one for each loop. Thread-safe. */
final class OptimizationsInWork {
  private final Map<LoopName, Long> held = new HashMap<>();

  /**
   * Decides by how many other loops of the kind are in work, and holds a place if the decision is
   * to optimize.
   *
   * @param tick the number of the loop's tick that decides
   * @param decide a pure function, called under the lock so that two loops can't take one place
   */
  synchronized <D> D decide(
      LoopName loop, long tick, IntFunction<D> decide, Predicate<D> optimizes) {
    D decision = decide.apply(others(loop));
    if (optimizes.test(decision)) {
      held.put(loop, tick);
    }
    return decision;
  }

  private int others(LoopName loop) {
    return (int)
        held.keySet().stream()
            .filter(other -> other.kind().equals(loop.kind()) && !other.equals(loop))
            .count();
  }

  /** Holds a place: an optimization that was begun goes on here. */
  synchronized void hold(LoopName loop, long tick) {
    held.put(loop, tick);
  }

  /** Gives a tick's place back; one that a later tick holds stays: who waited may come late. */
  synchronized void release(LoopName loop, long tick) {
    held.remove(loop, tick);
  }
}
