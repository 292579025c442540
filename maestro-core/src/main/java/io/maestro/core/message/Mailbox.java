package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.message.SubscriptionOptions;
import io.maestro.time.TimeSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that brings itself to a worker while it holds something, and lets the worker go
 * after a batch. Thread-safe; its receiver is called by one thread at a time.
 *
 * <p>Whoever sets {@code scheduled} has to bring it to a worker; whoever has emptied the queue
 * clears the flag and looks again, so that nothing is left behind. The monitor guards {@code
 * runner} alone.
 */
final class Mailbox<T> implements Runnable {
  /** What became of an item that was offered. */
  enum Answer {
    ACCEPTED,
    DROPPED,
    FULL,
    CLOSED
  }

  private static final int BATCH = 64;
  private static final long SLICE_NANOS = 10_000_000;

  private final SubscriptionOptions options;
  private final Executor workers;
  private final TimeSource time;
  private final Receiver<? super T> receiver;
  private final Runnable rested;
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile DeadLetter.@Nullable Reason closed;
  private @Nullable Thread runner;

  /**
   * Makes an open mailbox.
   *
   * @param rested told when it is empty and nothing is in work
   */
  Mailbox(
      SubscriptionOptions options,
      Executor workers,
      TimeSource time,
      Receiver<? super T> receiver,
      Runnable rested) {
    this.rested = rested;
    this.options = options;
    this.workers = workers;
    this.time = time;
    this.receiver = receiver;
  }

  Answer offer(T item) {
    if (closed != null) {
      return Answer.CLOSED;
    }
    return switch (options.overflow()) {
      case REFUSE -> reserve() ? accept(item) : Answer.FULL;
      case DROP_NEWEST -> reserve() ? accept(item) : dropNewest(item);
      case DROP_OLDEST -> acceptForOldest(item);
    };
  }

  private boolean reserve() {
    int now = waiting.get();
    while (now + receiver.inWork() < options.capacity()) {
      if (waiting.compareAndSet(now, now + 1)) {
        return true;
      }
      now = waiting.get();
    }
    return false;
  }

  private Answer accept(T item) {
    queue.add(item);
    if (closed != null) { // meanwhile: whoever closed it may have looked before
      dropAll();
    } else {
      schedule();
    }
    return Answer.ACCEPTED;
  }

  private Answer dropNewest(T item) {
    receiver.dropped(item, DeadLetter.Reason.OVERFLOW);
    return Answer.DROPPED;
  }

  /** Adds first and makes room then: room that others made would have to be waited for. */
  private Answer acceptForOldest(T item) {
    boolean over = waiting.incrementAndGet() + receiver.inWork() > options.capacity();
    Answer answer = accept(item);
    T oldest = over ? poll() : null;
    if (oldest != null) {
      receiver.dropped(oldest, DeadLetter.Reason.OVERFLOW);
    }
    return answer;
  }

  private @Nullable T poll() {
    T item = queue.poll();
    if (item != null) {
      waiting.decrementAndGet();
    }
    return item;
  }

  private void schedule() {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      workers.execute(this);
    }
  }

  /** Takes a batch out, on a worker. */
  @Override
  public void run() {
    Runnable afterwards = null;
    enter();
    try {
      afterwards = takeBatch();
    } finally {
      leave();
      letGo();
    }
    if (afterwards != null) {
      afterwards.run();
    }
  }

  private @Nullable Runnable takeBatch() {
    long began = time.nanos();
    for (int taken = 0; taken < BATCH; taken++) {
      T item = poll();
      Runnable afterwards = item == null ? null : receiver.take(item);
      if (item == null || afterwards != null || time.nanos() - began > SLICE_NANOS) {
        return afterwards;
      }
    }
    return null;
  }

  private void letGo() {
    scheduled.set(false);
    if (queue.isEmpty()) {
      rested.run();
    } else {
      schedule();
    }
  }

  private synchronized void enter() {
    runner = Thread.currentThread();
  }

  private synchronized void leave() {
    runner = null;
    Thread.interrupted(); // ours, or one that a handler left behind: meant for no later work
  }

  /** Interrupts the thread that is at work here, if there is one. */
  synchronized void interrupt() {
    if (runner != null) {
      runner.interrupt();
    }
  }

  int waiting() {
    return waiting.get();
  }

  boolean isClosed() {
    return closed != null;
  }

  /** Returns whether nothing waits and nothing is in work. */
  boolean isIdle() {
    return waiting.get() == 0 && !scheduled.get();
  }

  /**
   * Accepts nothing more, and drops what waits.
   *
   * @return whether it was open
   */
  boolean close(DeadLetter.Reason reason) {
    synchronized (this) {
      if (closed != null) {
        return false;
      }
      closed = reason;
    }
    dropAll();
    return true;
  }

  private void dropAll() {
    DeadLetter.Reason reason = closed == null ? DeadLetter.Reason.CLOSED : closed;
    for (T item = poll(); item != null; item = poll()) {
      receiver.dropped(item, reason);
    }
  }
}
