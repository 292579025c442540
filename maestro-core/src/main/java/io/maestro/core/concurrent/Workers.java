package io.maestro.core.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The threads that run hosts' code: virtual where the JVM has them, else a bounded pool; or the
 * host's own executor, which is never closed here.
 */
public interface Workers extends Executor, AutoCloseable {
  /** Returns whether a thread that waits costs next to nothing. */
  boolean waitsAreCheap();

  /** A thread hangs in host code: make up for it until {@link #freed()}. */
  void stuck();

  /** A thread that was stuck is free again. */
  void freed();

  /**
   * Waits for the threads to end after {@link #close()}.
   *
   * @return whether they all have ended
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitEnd(Duration atMost) throws InterruptedException;

  /** Takes no more tasks; those that run go on. Idempotent. */
  @Override
  void close();

  /** Returns workers on threads of our own. */
  static Workers own(String name, int platformThreads, int capacity) {
    return VirtualThreads.executor(name + "-worker-")
        .<Workers>map(OwnWorkers::virtual)
        .orElseGet(() -> OwnWorkers.platform(name + "-worker", platformThreads, capacity));
  }

  /** Returns workers on the host's executor. */
  static Workers of(Executor executor) {
    return new HostWorkers(executor);
  }
}
