package io.maestro.core.engine;

import io.maestro.config.PipelineLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A pipeline's permits and the bounded queue of those who wait for one. Thread-safe. */
final class PermitQueue {
  final String name;
  private final PipelineLimits limits;
  private final Deque<QueueHold> waiting = new ArrayDeque<>();
  private int held;
  private int reserved;

  PermitQueue(String name, PipelineLimits limits) {
    this.name = name;
    this.limits = limits;
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
   * Asks for a permit. A part of an accepted run is never refused, so that a crowd of runs that
   * wake at once can't fail one another: the capacity bounds what is accepted, {@code maxLiveRuns}
   * what waits.
   *
   * @param reservation whether a place was taken in advance
   * @return whether it is granted at once; else it is queued
   */
  synchronized boolean request(QueueHold hold, boolean reservation) {
    if (reservation) {
      reserved--;
    }
    if (held < limits.concurrency()) {
      held++;
      return true;
    }
    waiting.add(hold);
    return false;
  }

  /** Takes a hold out of the queue; one that is granted in the same moment refuses its permit. */
  synchronized void withdraw(QueueHold hold) {
    waiting.remove(hold);
  }

  /** Gives a permit back; returns who gets it, to be told when no lock is held. */
  synchronized Optional<QueueHold> release() {
    QueueHold next = waiting.poll();
    if (next == null) {
      held--;
    }
    return Optional.ofNullable(next);
  }
}
