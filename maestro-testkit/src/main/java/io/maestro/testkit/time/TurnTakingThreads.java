package io.maestro.testkit.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take turns, drawn by a seed: one at a time does something, until it is done or waits
 * for time to pass, and only while the test waits. So the same seed does the same things in the
 * same order.
 */
final class TurnTakingThreads implements WorkThreads {
  /** How long, in real time, a single turn may take before a test is called stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turnIsOver = lock.newCondition();
  private final Random random;
  private final List<Runnable> ready = new ArrayList<>();
  private final Set<Waiting> waiting = new LinkedHashSet<>();
  private @Nullable Thread atTurn;
  private boolean turnIsTaken;
  private boolean closed;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "maestro-turns");
            thread.setDaemon(true);
            return thread;
          });

  TurnTakingThreads(long seed) {
    this.random = new Random(seed);
  }

  /** A thread that waits for a future, and then for its turn. */
  private final class Waiting implements Runnable {
    final Thread thread = Thread.currentThread();
    private volatile boolean atTurnAgain;
    private boolean over;

    /** The future is done. */
    void done() {
      lock.lock();
      try {
        if (!over) {
          over = true;
          if (waiting.remove(this)) {
            ready.add(this);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void run() {
      atTurn = thread;
      goOn();
    }

    void goOn() {
      atTurnAgain = true;
      LockSupport.unpark(thread);
    }

    /**
     * Waits for the turn. Leaves the interrupt where it is, unlike other ways to wait, since it is
     * looked at meanwhile.
     */
    @SuppressWarnings("ThreadPriorityCheck") // it waits no shorter without the hint, and hotter
    void awaitTurn() {
      while (!atTurnAgain) {
        LockSupport.park(this);
        Thread.onSpinWait(); // interrupted, it comes here again and again until it has its turn
      }
    }
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the threads have ended");
      }
      ready.add(() -> threads.execute(() -> takeTurn(task)));
    } finally {
      lock.unlock();
    }
  }

  private void takeTurn(Runnable task) {
    lock.lock();
    try {
      atTurn = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    try {
      task.run();
    } finally {
      Thread.interrupted(); // belongs to the task, not to the next one on this thread
      endTurn();
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      atTurn = null;
      turnIsTaken = false;
      turnIsOver.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isCurrent() {
    lock.lock();
    try {
      return atTurn == Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void park(CompletableFuture<?> future) throws InterruptedException {
    Waiting me = new Waiting();
    lock.lock();
    try {
      if (closed) {
        throw new InterruptedException("the threads have ended");
      }
      waiting.add(me);
    } finally {
      lock.unlock();
    }
    CompletionStage<?> waitedFor = future;
    waitedFor.whenComplete((value, failure) -> me.done());
    endTurn();
    me.awaitTurn(); // an interrupt is answered in a turn too
    if (!future.isDone() && Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for virtual time");
    }
  }

  @Override
  public void awaitIdle() {
    lock.lock();
    try {
      while (giveTurn()) {
        long left = PATIENCE.toNanos();
        while (turnIsTaken && left > 0) {
          left = turnIsOver.awaitNanos(left);
        }
        if (turnIsTaken) {
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

  /** Gives the turn to somebody; returns whether anybody wants it. */
  private boolean giveTurn() {
    List<Waiting> interrupted =
        waiting.stream().filter(thread -> thread.thread.isInterrupted()).toList();
    interrupted.forEach(waiting::remove);
    ready.addAll(interrupted);
    if (ready.isEmpty()) {
      return false;
    }
    turnIsTaken = true;
    ready.remove(random.nextInt(ready.size())).run();
    return true;
  }

  @Override
  public List<String> parkedStacks() {
    lock.lock();
    try {
      return waiting.stream().map(parked -> Stacks.of(parked.thread)).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> busyStacks() {
    lock.lock();
    try {
      List<String> stacks = new ArrayList<>(parkedStacks());
      if (atTurn != null) {
        stacks.add(Stacks.of(atTurn));
      }
      return stacks;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      threads.shutdownNow();
      waiting.forEach(Waiting::goOn);
      waiting.clear();
      ready.clear();
    } finally {
      lock.unlock();
    }
  }
}
