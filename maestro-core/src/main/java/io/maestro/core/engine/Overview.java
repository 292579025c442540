package io.maestro.core.engine;

import io.maestro.SystemState;
import io.maestro.metric.Metrics;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a node does, and tells what it is doing at one moment. Thread-safe. */
final class Overview {
  private final Engine engine;
  private final LongAdder steps = new LongAdder();
  private final AtomicInteger busy = new AtomicInteger();

  Overview(Engine engine) {
    this.engine = engine;
  }

  /** A step was recorded with its final outcome. */
  void stepRecorded() {
    steps.increment();
  }

  /** Returns a task that is counted while it is on a thread. */
  Runnable counted(Runnable task) {
    return () -> {
      busy.incrementAndGet();
      try {
        task.run();
      } finally {
        busy.decrementAndGet();
      }
    };
  }

  SystemState now() {
    Instant at = engine.time().now(); // the host's clock is not called under the ledger's lock
    long nanos = engine.time().nanos();
    Ledger.Page page = engine.ledger().page(() -> engine.permits().states(nanos));
    return new SystemState(
        page.sequence(), at, page.strategies(), page.queues(), metrics(page.counts()));
  }

  private Metrics metrics(Ledger.Counts counts) {
    return Metrics.of(SystemState.RUNS_TAKEN_UP, (double) counts.takenUp())
        .with(SystemState.RUNS_LIVE, (double) counts.live())
        .with(SystemState.RUNS_COMPLETED, (double) counts.completed())
        .with(SystemState.RUNS_FAILED, (double) counts.failed())
        .with(SystemState.RUNS_CANCELLED, (double) counts.cancelled())
        .with(SystemState.RUNS_PUT_DOWN, (double) counts.putDown())
        .with(SystemState.STEPS_RECORDED, (double) steps.sum())
        .with(SystemState.WORKERS_BUSY, busy.get());
  }
}
