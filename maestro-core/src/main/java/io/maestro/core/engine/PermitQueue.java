package io.maestro.core.engine;

import io.maestro.QueueState;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's permits and the bounded queue of those who wait for one, guarded by the node's
 * {@link Ledger}. Thread-safe.
 */
final class PermitQueue {
  final String name;
  private final PipelineLimits limits;
  private final Ledger ledger;
  private final TimeSource time;
  private final Map<QueueHold, Since> waiting = new LinkedHashMap<>();
  private final Map<QueueHold, Since> running = new LinkedHashMap<>();
  private int reserved;
  private long rejected;

  /** When something began, to tell and to measure. */
  private record Since(Instant at, long nanos) {
    static Since now(TimeSource time) {
      return new Since(time.now(), time.nanos());
    }

    Duration until(long now) {
      return Duration.ofNanos(Math.max(0, now - nanos));
    }
  }

  PermitQueue(String name, PipelineLimits limits, Ledger ledger, TimeSource time) {
    this.name = name;
    this.limits = limits;
    this.ledger = ledger;
    this.time = time;
  }

  /** Takes a place in advance, for a run that is not there yet; false if the queue is full. */
  boolean reserve() {
    return ledger.change(
        () -> {
          boolean free =
              running.size() + waiting.size() + reserved < limits.concurrency() + limits.capacity();
          if (free) {
            reserved++;
          } else {
            rejected++;
          }
          return free;
        });
  }

  void cancelReservation() {
    ledger.change(() -> reserved--);
  }

  /**
   * Asks for a permit. A part of an accepted run is never refused, so that a crowd of runs that
   * wake at once can't fail one another: the capacity bounds what is accepted, {@code maxLiveRuns}
   * what waits.
   *
   * @param reservation whether a place was taken in advance
   * @return whether it is granted at once; else it is queued
   */
  boolean request(QueueHold hold, boolean reservation) {
    Since now = Since.now(time);
    return ledger.change(
        () -> {
          if (reservation) {
            reserved--;
          }
          boolean free = running.size() < limits.concurrency();
          (free ? running : waiting).put(hold, now);
          return free;
        });
  }

  /** Returns whether a hold has its permit. */
  boolean hasGranted(QueueHold hold) {
    return ledger.look(() -> running.containsKey(hold));
  }

  /**
   * Takes a hold out, whether it waits or has its permit, known to it or not yet; returns who gets
   * the permit, to be told when no lock is held.
   */
  Optional<QueueHold> leave(QueueHold hold) {
    Since now = Since.now(time);
    return ledger.change(
        () -> {
          waiting.remove(hold);
          return running.remove(hold) == null ? Optional.empty() : grantNext(now);
        });
  }

  private Optional<QueueHold> grantNext(Since now) {
    Iterator<QueueHold> first = waiting.keySet().iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    QueueHold next = first.next();
    first.remove();
    running.put(next, now);
    return Optional.of(next);
  }

  /** Returns the queue as it is. Under the ledger's lock. */
  QueueState state(long nowNanos) {
    @Nullable Since oldest = waiting.isEmpty() ? null : waiting.values().iterator().next();
    List<QueueState.Task> tasks = new ArrayList<>();
    running.entrySet().stream()
        .limit(QueueState.MAX_TASKS)
        .forEach(task -> tasks.add(task(task, QueueState.Standing.RUNNING)));
    waiting.entrySet().stream()
        .limit(QueueState.MAX_TASKS)
        .forEach(task -> tasks.add(task(task, QueueState.Standing.WAITING)));
    return new QueueState(
        new PipelineQueue(name),
        waiting.size(),
        limits.capacity(),
        Optional.ofNullable(oldest).map(since -> since.until(nowNanos)),
        running.size(),
        limits.concurrency(),
        rejected,
        tasks);
  }

  private static QueueState.Task task(
      Map.Entry<QueueHold, Since> entry, QueueState.Standing standing) {
    return new QueueState.Task(
        entry.getKey().run().id(),
        entry.getKey().run().workflow(),
        standing,
        entry.getValue().at());
  }
}
