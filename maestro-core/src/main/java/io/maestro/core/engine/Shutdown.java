package io.maestro.core.engine;

import io.maestro.ShutdownReport;
import io.maestro.run.RunId;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The end of an engine: drain, interrupt, give up what is left, and tell truthfully what that was.
 */
final class Shutdown {
  private final Engine engine;
  private final CompletableFuture<ShutdownReport> report = new CompletableFuture<>();
  private final AtomicInteger drained = new AtomicInteger();
  private final Set<RunId> interrupted = ConcurrentHashMap.newKeySet();
  private final Set<RunId> abandoned = ConcurrentHashMap.newKeySet();
  private final Set<RunId> reachedInto = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;
  private volatile boolean interrupting;
  private volatile boolean over;
  private long beganAt;
  private @Nullable Timer patience;

  Shutdown(Engine engine) {
    this.engine = engine;
  }

  boolean hasBegun() {
    return begun;
  }

  /** Returns whether steps are being interrupted. */
  boolean interrupts() {
    return interrupting;
  }

  /** Returns whether the report is made. */
  boolean isOver() {
    return over;
  }

  CompletableFuture<ShutdownReport> begin(Duration atMost) {
    boolean first;
    synchronized (this) {
      first = !begun;
      begun = true;
    }
    if (first) {
      drain(atMost);
    }
    return report.copy();
  }

  private void drain(Duration atMost) {
    beganAt = engine.time().nanos();
    engine.claimer().stop();
    wait(atMost, this::interrupt, "the shutdown's drain");
    engine.sessions().all().forEach(session -> session.strands().changed(() -> {}));
    finishIfEmpty();
  }

  /**
   * Called when a session has gone.
   *
   * @param ended whether its run has ended
   */
  void sessionLeft(Session session, boolean ended) {
    if (!begun) {
      return;
    }
    if (session.attempts().hangs()) {
      abandoned.add(session.runId());
    } else if (!ended && reachedInto.contains(session.runId())) {
      interrupted.add(session.runId());
    } else {
      drained.incrementAndGet();
    }
    finishIfEmpty();
  }

  /** Called when runs have been taken over, or not. */
  void looksAgain() {
    if (begun) {
      finishIfEmpty();
    }
  }

  private void finishIfEmpty() {
    if (engine.sessions().isEmpty() && !engine.sessions().takesOver()) {
      // Last, since until now steps may have sent some.
      if (engine.messages().drain(() -> engine.tasks().onWorker(this::finish))) {
        finish();
      }
    }
  }

  private void interrupt() {
    interrupting = true;
    engine.sessions().all().stream()
        .filter(session -> !session.attempts().isEmpty())
        .forEach(
            session -> {
              reachedInto.add(session.runId());
              session.attempts().cancelAll(CancelCause.SHUTDOWN);
            });
    engine.messages().close();
    wait(engine.config().gracePeriod().plusSeconds(1), this::finish, "the shutdown's interrupts");
  }

  private synchronized void wait(Duration time, Runnable then, String purpose) {
    if (!over) {
      patience = engine.time().schedule(time, () -> engine.tasks().onWorker(then), purpose);
    }
  }

  private void finish() {
    engine.messages().close(); // while there are workers to tell hosts on
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      if (patience != null) {
        patience.cancel();
      }
    }
    engine.sessions().all().forEach(session -> abandoned.add(session.runId()));
    engine.sessions().all().forEach(session -> session.leave(Optional.empty()));
    engine.heartbeat().stop();
    engine.claimer().stop();
    engine.outcomes().close();
    engine.recovery().close();
    Duration took = Duration.ofNanos(engine.time().nanos() - beganAt);
    report.complete(
        new ShutdownReport(
            drained.get(),
            interrupted.stream().sorted().toList(),
            abandoned.stream().sorted().toList(),
            took));
  }
}
