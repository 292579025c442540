package io.maestro.core.concurrent;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Workers on threads that are made, and ended, here. */
final class OwnWorkers implements Workers {
  private static final int SMALL_QUEUE = 10_000;

  private final ExecutorService threads;
  private final @Nullable ThreadPoolExecutor pool;

  private OwnWorkers(ExecutorService threads, @Nullable ThreadPoolExecutor pool) {
    this.threads = threads;
    this.pool = pool;
  }

  static OwnWorkers virtual(ExecutorService threads) {
    return new OwnWorkers(threads, null);
  }

  static OwnWorkers platform(String name, int size, int capacity) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            10,
            TimeUnit.SECONDS,
            capacity <= SMALL_QUEUE
                ? new ArrayBlockingQueue<>(capacity)
                : new LinkedBlockingQueue<>(capacity),
            NamedThreads.daemon(name));
    pool.allowCoreThreadTimeOut(true);
    return new OwnWorkers(pool, pool);
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public boolean waitsAreCheap() {
    return pool == null;
  }

  @Override
  public synchronized void stuck() {
    if (pool != null) {
      pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
      pool.setCorePoolSize(pool.getCorePoolSize() + 1);
    }
  }

  @Override
  public synchronized void freed() {
    if (pool != null) {
      pool.setCorePoolSize(pool.getCorePoolSize() - 1);
      pool.setMaximumPoolSize(pool.getMaximumPoolSize() - 1);
    }
  }

  @Override
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
