package io.maestro.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A wall clock, a monotonic clock, timers and the one way to wait, in a single injectable object
 * (rule 8).
 *
 * <p><b>Threading:</b> implementations are called from any thread. <b>Failure:</b> no method throws
 * for reasons of time; a closed source refuses new timers with {@link
 * io.maestro.error.ClosedException}. <b>Lifecycle:</b> whoever constructs a source closes it, if it
 * is closable.
 */
public interface TimeSource {
  /** Returns the wall-clock time: for stamps, never for measuring durations. */
  Instant now();

  /** Returns the monotonic time in nanoseconds from an arbitrary origin: for durations only. */
  long nanos();

  /**
   * Runs a task once, after a delay.
   *
   * <p>The task runs on the source's timer thread and must be short; it hands real work on. It may
   * be called early by no more than the source's resolution and late without bound.
   *
   * @param delay how long to wait; zero or negative means as soon as possible
   * @param task what to run; an exception from it is reported and never stops later timers
   * @param purpose what the timer is for, in a few words: named when a test stalls or a timer leaks
   */
  Timer schedule(Duration delay, Runnable task, String purpose);

  /**
   * Waits, holding the calling thread, until a future is done.
   *
   * <p>Every wait of the engine that holds a thread goes through this method, so that a virtual
   * source knows which threads are idle.
   *
   * @throws InterruptedException if the thread is interrupted while waiting
   * @throws ExecutionException if the future completed exceptionally
   */
  default <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
    return future.get();
  }
}
