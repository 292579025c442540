package io.maestro.testkit.time;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The threads on which virtual time lets work be done. Thread-safe. */
interface WorkThreads extends Executor, AutoCloseable {
  /** Returns whether the calling thread is one of these. */
  boolean isCurrent();

  /**
   * Waits on one of these threads, counted as idle until the future is done or the thread
   * interrupted.
   */
  void park(CompletableFuture<?> future) throws InterruptedException;

  /** Waits, in real time, until no thread does anything. */
  void awaitIdle();

  List<String> parkedStacks();

  List<String> busyStacks();

  @Override
  void close();
}
