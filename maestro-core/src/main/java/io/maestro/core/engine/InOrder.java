package io.maestro.core.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time in the order in which they were added, on the thread that finds nobody
 * doing so. No larger than the number of threads that have something to tell at once.
 */
final class InOrder {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  void add(Runnable task) {
    tasks.add(task);
  }

  void run() {
    if (pending.getAndIncrement() != 0) {
      return; // whoever runs tasks now runs these too
    }
    int seen;
    do {
      seen = pending.get();
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    } while (!pending.compareAndSet(seen, 0));
  }
}
