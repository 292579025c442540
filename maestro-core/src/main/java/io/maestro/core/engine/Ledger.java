package io.maestro.core.engine;

import io.maestro.ActiveStrategy;
import io.maestro.QueueState;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What a node has taken on: its runs, and through its {@link PermitQueue}s their permits, under one
 * lock and one sequence number, so that all of it can be seen as of one moment.
 *
 * <p>The lock is held for moments, when a run comes or goes and when a permit does; steps never
 * take it. It is taken under sessions' locks and takes none itself. Thread-safe.
 */
final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RunId, Work> strategies = new LinkedHashMap<>();
  private long sequence;
  private long takenUp;
  private long live;
  private long completed;
  private long failed;
  private long cancelled;
  private long putDown;

  /** The numbers of runs at one moment. */
  record Counts(
      long takenUp, long live, long completed, long failed, long cancelled, long putDown) {}

  /** Everything at one moment. */
  record Page(
      long sequence, List<ActiveStrategy> strategies, Counts counts, List<QueueState> queues) {}

  private record Work(Session session, ActiveStrategy strategy) {}

  /** Changes something and counts the change. */
  <T> T change(Supplier<T> change) {
    lock.lock();
    try {
      sequence++;
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  /** Looks at something that changes by {@link #change} only. */
  <T> T look(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns everything as of one moment. */
  Page page(Supplier<List<QueueState>> queues) {
    return look(
        () ->
            new Page(
                sequence,
                strategies.values().stream().map(Work::strategy).toList(),
                new Counts(takenUp, live, completed, failed, cancelled, putDown),
                queues.get()));
  }

  /** A session begins; before it asks for anything. */
  void arrived(Session session, Optional<ActiveStrategy> worksOn) {
    change(
        () -> {
          takenUp++;
          live++;
          worksOn.ifPresent(
              strategy -> strategies.put(session.runId(), new Work(session, strategy)));
          return session;
        });
  }

  /**
   * A session that has arrived is over; after it has given back what it held. Called once.
   *
   * @param end how its run has ended, if it has
   */
  void left(Session session, Optional<RunStatus> end) {
    change(
        () -> {
          live--;
          strategies.computeIfPresent(
              session.runId(), (run, work) -> work.session() == session ? null : work);
          end.ifPresentOrElse(this::countEnd, () -> putDown++);
          return session;
        });
  }

  private void countEnd(RunStatus end) {
    switch (end) {
      case SUCCEEDED -> completed++;
      case FAILED -> failed++;
      case CANCELLED -> cancelled++;
      default -> throw new IllegalArgumentException("no run ends as " + end);
    }
  }

  /** A session that works on a strategy tells its status; it counts as a change if it is one. */
  RunStatus status(Session session, RunStatus status) {
    boolean isNew =
        look(
            () -> {
              Work known = strategies.get(session.runId());
              return known != null
                  && known.session() == session
                  && known.strategy().status() != status;
            });
    if (isNew) { // the session's lock is held, so nobody else tells its status in between
      change(
          () ->
              strategies.computeIfPresent(
                  session.runId(),
                  (run, known) -> new Work(session, known.strategy().withStatus(status))));
    }
    return status;
  }
}
