package io.maestro.core.engine;

import io.maestro.config.PipelineLimits;
import io.maestro.error.LimitExceededException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A pipeline's permits and the bounded queue of those who wait for one. Thread-safe. */
final class PermitQueue {
  final String name;
  private final PipelineLimits limits;
  private final Executor workers;
  private final Deque<QueueHold> waiting = new ArrayDeque<>();
  private int held;
  private int reserved;

  PermitQueue(String name, PipelineLimits limits, Executor workers) {
    this.name = name;
    this.limits = limits;
    this.workers = workers;
  }

  /** Takes a place in advance, for a run that is not there yet; false if the queue is full. */
  synchronized boolean reserve() {
    boolean free = held + waiting.size() + reserved < limits.concurrency() + limits.capacity();
    if (free) {
      reserved++;
    }
    return free;
  }

  synchronized void cancelReservation() {
    reserved--;
  }

  /**
   * Asks for a permit.
   *
   * @param reservation whether a place was taken in advance
   * @return whether it is granted at once; else it is queued
   * @throws LimitExceededException if the queue is full
   */
  synchronized boolean request(QueueHold hold, boolean reservation) {
    if (reservation) {
      reserved--;
    }
    if (held < limits.concurrency()) {
      held++;
      return true;
    }
    if (!reservation && waiting.size() >= limits.capacity()) {
      throw new LimitExceededException(
          "pipelines." + name + ".capacity",
          limits.capacity(),
          waiting.size() + 1L,
          "queue " + name);
    }
    waiting.add(hold);
    return false;
  }

  /** Takes a request back; a permit granted in the same moment is refused when it arrives. */
  synchronized void withdraw(QueueHold hold) {
    waiting.remove(hold);
  }

  synchronized void release() {
    QueueHold next = waiting.poll();
    if (next == null) {
      held--;
    } else {
      workers.execute(next::granted); // not here: the caller holds the lock of another session
    }
  }
}
