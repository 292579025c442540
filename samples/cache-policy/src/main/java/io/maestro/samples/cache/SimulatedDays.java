package io.maestro.samples.cache;

import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A calendar whose days last as long as the simulation wants them to: dates are simulated, timers
 * and threads are real. Thread-safe; close it after the maestro.
 */
final class SimulatedDays implements TimeSource, AutoCloseable {
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private volatile Instant now;

  SimulatedDays(Instant start) {
    now = start;
  }

  /** Ends the day. */
  void tomorrow() {
    now = now.plus(Duration.ofDays(1));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task, String purpose) {
    var timer = timers.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }

  @Override
  public void close() {
    timers.shutdownNow();
  }
}
