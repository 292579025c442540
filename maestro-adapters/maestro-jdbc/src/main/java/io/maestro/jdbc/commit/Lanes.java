package io.maestro.jdbc.commit;

import io.maestro.error.ClosedException;
import io.maestro.store.StoreException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many tasks run at once on an executor, and keeps a bounded number waiting. Thread-safe.
 */
public final class Lanes {
  private static final int CAPACITY = 100_000;
  private static final int ROUNDS = 50;

  private final String name;
  private final int width;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private int running;
  private boolean closed;

  /** Creates lanes, named for messages, of which so many are used at once. */
  public Lanes(String name, int width, Executor executor) {
    this.name = name;
    this.width = width;
    this.executor = executor;
  }

  /**
   * Runs a task, now or when a lane is free.
   *
   * @throws ClosedException if the lanes are closed
   * @throws StoreException if too many tasks wait, or the executor takes none
   */
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException(name);
      }
      if (waiting.size() >= CAPACITY) {
        throw new StoreException(
            "%s: refused, since %d others wait; try again later".formatted(name, CAPACITY), null);
      }
      waiting.add(task);
      if (running == width) {
        return;
      }
      running++;
    } finally {
      lock.unlock();
    }
    start(task);
  }

  private void start(Runnable task) {
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException refused) {
      lock.lock();
      try {
        waiting.remove(task);
        rest();
      } finally {
        lock.unlock();
      }
      throw new StoreException(name + ": there is no thread to work on; try again later", refused);
    }
  }

  private void drain() {
    for (int round = 0; round < ROUNDS; round++) {
      Runnable task = next();
      if (task == null) {
        return;
      }
      task.run();
    }
    try {
      executor.execute(this::drain); // others want the thread, too
    } catch (RejectedExecutionException busy) {
      drain();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = waiting.poll();
      if (task == null) {
        rest();
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  private void rest() {
    running--;
    if (closed && running == 0) {
      idle.complete(null);
    }
  }

  /** Takes no more tasks, and waits until those taken have run. Idempotent. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (running == 0) {
        idle.complete(null);
      }
    } finally {
      lock.unlock();
    }
    idle.join();
  }
}
