package io.maestro.testkit.time;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads of which it is known whether they do something, wait for time to pass, or have nothing to
 * do.
 */
final class TrackedThreads implements WorkThreads {
  /** How long, in real time, a single piece of work may take before a test is called stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Set<Thread> working = new HashSet<>();
  private final Map<Thread, Object> parked = new HashMap<>();
  private int queued;
  private long changes;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "maestro-virtual");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void execute(Runnable task) {
    note(() -> queued++);
    try {
      threads.execute(() -> run(task));
    } catch (RuntimeException refused) {
      note(() -> queued--);
      throw refused;
    }
  }

  private void run(Runnable task) {
    Thread current = Thread.currentThread();
    note(
        () -> {
          queued--;
          working.add(current);
        });
    try {
      task.run();
    } finally {
      note(() -> working.remove(current));
    }
  }

  private void note(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
      if (isIdle()) { // whoever waits for idleness is woken by nothing else
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isCurrent() {
    lock.lock();
    try {
      return working.contains(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void park(CompletableFuture<?> future) throws InterruptedException {
    Thread current = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean(); // also tells this wait from a later one of the thread
    CompletionStage<?> waitedFor = future;
    waitedFor.whenComplete(
        (value, failure) -> {
          note( // here, so that it counts before its completer rests
              () -> {
                over.set(true);
                parked.remove(current, over);
              });
          LockSupport.unpark(current);
        });
    note(
        () -> {
          if (!over
              .get()) { // after the callback is there: who sees it idle may complete the future
            parked.put(current, over);
          }
        });
    while (!over.get()) {
      if (current.isInterrupted()) {
        note(() -> parked.remove(current, over));
        Thread.interrupted();
        throw new InterruptedException("interrupted while waiting for virtual time");
      }
      LockSupport.park(this);
    }
  }

  @Override
  public void awaitIdle() {
    lock.lock();
    try {
      long seen = changes;
      int looksWithoutChange = 0;
      while (!isIdle()) {
        // Looks again all the same, since an interrupt gives no signal.
        boolean signalled = idle.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        looksWithoutChange = signalled || changes != seen ? 0 : looksWithoutChange + 1;
        seen = changes;
        if (looksWithoutChange * LOOK_MILLIS > PATIENCE.toMillis()) {
          throw new StalledException(
              "work goes on for " + PATIENCE.toSeconds() + " s of real time: " + busyStacks());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StalledException("interrupted while waiting for work to end");
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    return queued == 0 && working.stream().allMatch(this::isResting);
  }

  private boolean isResting(Thread thread) {
    return parked.containsKey(thread) && !thread.isInterrupted();
  }

  @Override
  public List<String> parkedStacks() {
    return stacks(parked.keySet());
  }

  @Override
  public List<String> busyStacks() {
    return stacks(working);
  }

  private List<String> stacks(Set<Thread> which) {
    lock.lock();
    try {
      return which.stream().map(Stacks::of).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
