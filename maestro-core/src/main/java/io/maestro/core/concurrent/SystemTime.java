package io.maestro.core.concurrent;

import static java.util.Objects.requireNonNull;

import io.maestro.error.ClosedException;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The JVM's clocks, and timers on one daemon thread. Made by the builder, closed with the maestro.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor timers;
  private final BiConsumer<String, Throwable> problems;

  /**
   * Starts the timer thread.
   *
   * @param name the beginning of the thread's name
   * @param problems told of tasks that throw
   */
  public SystemTime(String name, BiConsumer<String, Throwable> problems) {
    this.problems = requireNonNull(problems, "problems");
    this.timers = new ScheduledThreadPoolExecutor(1, NamedThreads.daemon(name + "-timer"));
    timers.setRemoveOnCancelPolicy(true); // else a cancelled long timer holds its run in memory
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task, String purpose) {
    Duration notPast = delay.isNegative() ? Duration.ZERO : delay;
    Duration bounded = notPast.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : notPast;
    try {
      ScheduledFuture<?> timer =
          timers.schedule(
              () -> runReporting(task, purpose), bounded.toNanos(), TimeUnit.NANOSECONDS);
      return () -> timer.cancel(false);
    } catch (RejectedExecutionException closed) {
      throw new ClosedException("the time source");
    }
  }

  private void runReporting(Runnable task, String purpose) {
    try {
      task.run();
    } catch (RuntimeException | Error thrown) {
      problems.accept("timer: " + purpose, thrown);
    }
  }

  /** Takes no more timers, drops those that are set, and waits for the timer thread to end. */
  @Override
  public void close() {
    timers.shutdownNow();
    try {
      if (!timers.awaitTermination(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        problems.accept("closing the timers", new IllegalStateException("a timer's task hangs"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the thread ends all the same
    }
  }
}
