package io.maestro.core.engine;

import io.maestro.ShutdownReport;
import io.maestro.run.RunId;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The end of an engine: drain, interrupt, give up what is left, and tell truthfully what that was.
 */
final class Shutdown {
  private final Engine engine;
  private final CompletableFuture<ShutdownReport> report = new CompletableFuture<>();
  private final AtomicInteger drained = new AtomicInteger();
  private volatile boolean begun;
  private volatile List<RunId> interrupted = List.of();
  private long beganAt;
  private @Nullable Timer patience;

  Shutdown(Engine engine) {
    this.engine = engine;
  }

  boolean hasBegun() {
    return begun;
  }

  boolean isOver() {
    return report.isDone();
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
    setPatience(atMost, this::interrupt);
    engine.sessions().forEach(session -> session.strands().changed(() -> {}));
    finishIfEmpty();
  }

  /** Called when a session has gone. */
  void sessionLeft(Session session) {
    if (begun) {
      if (!interrupted.contains(session.runId())) {
        drained.incrementAndGet();
      }
      finishIfEmpty();
    }
  }

  private void finishIfEmpty() {
    if (engine.sessions().isEmpty()) {
      finish();
    }
  }

  private void interrupt() {
    interrupted =
        engine.sessions().stream()
            .filter(session -> !session.attempts().isEmpty())
            .map(Session::runId)
            .sorted()
            .toList();
    Duration grace = engine.config().gracePeriod();
    engine.sessions().forEach(session -> session.attempts().cancelAll(CancelCause.SHUTDOWN));
    setPatience(grace.plusSeconds(1), this::finish);
  }

  private void finish() {
    List<RunId> abandoned = engine.sessions().stream().map(Session::runId).sorted().toList();
    engine.sessions().forEach(Session::leave);
    engine.heartbeat().stop();
    engine.outcomes().close();
    Duration took = Duration.ofNanos(engine.time().nanos() - beganAt);
    ShutdownReport found = new ShutdownReport(drained.get(), interrupted, abandoned, took);
    cancelPatience();
    report.complete(found);
  }

  private synchronized void setPatience(Duration atMost, Runnable then) {
    if (!report.isDone()) {
      patience =
          engine
              .time()
              .schedule(atMost, () -> engine.onWorker(then), "the patience of the shutdown");
    }
  }

  private synchronized void cancelPatience() {
    if (patience != null) {
      patience.cancel();
    }
  }
}
