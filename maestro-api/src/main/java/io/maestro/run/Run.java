package io.maestro.run;

import io.maestro.message.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A handle on one run: what it gives, and the ways to reach into it.
 *
 * <p>Every future is a copy of its own and completes on one of the maestro's workers: cancelling or
 * completing it changes nothing but the wait. Thread-safe; holds no resource.
 *
 * @param <T> the type of the run's value
 */
public interface Run<T> {
  /** Returns the run's id. */
  RunId id();

  /**
   * Returns a future that completes once the run is durably accepted.
   *
   * <p>It fails with {@link RunRejectedException} if the run is refused, with {@link
   * io.maestro.error.LimitExceededException} or {@link io.maestro.codec.CodecException} if its
   * input can't be stored; so do the other futures then.
   */
  CompletableFuture<RunId> accepted();

  /**
   * Returns a future of the run's value.
   *
   * <p>It fails with {@link RunFailedException} or {@link RunCancelledException} if the run ended
   * without one.
   */
  CompletableFuture<T> result();

  /** Returns a future of how the run ended; a failure or cancellation is a value here. */
  CompletableFuture<RunOutcome<T>> outcome();

  /** Returns a future of what is known of the run now. */
  CompletableFuture<RunInfo> info();

  /**
   * Calls a watcher with each change of status or progress from now on, and once after the end.
   *
   * <p>Calls come one at a time, in order, on a worker; a slow watcher sees only the latest of the
   * changes that it missed, and one that throws is reported and stays. Only changes made by this
   * maestro are seen.
   *
   * @return what ends the watching; the end of the run does too
   */
  Watch watch(Consumer<? super RunInfo> watcher);

  /**
   * Sends a message to the run's inbox, where {@code FlowContext.receive} takes it.
   *
   * @return completes when the message is durably in the inbox; fails with {@link
   *     RunRejectedException} if the run has ended, is unknown, or its inbox is full
   */
  <M> CompletableFuture<Void> send(Endpoint<M> endpoint, M message);

  /**
   * Asks the run to end: a running step's token is cancelled, then its thread interrupted, then,
   * after the grace period, the step is abandoned; registered compensations run.
   *
   * @param reason why, for the outcome
   * @return completes when the request is durable; a run that has ended is left as it is
   */
  CompletableFuture<Void> cancel(String reason);

  /**
   * Holds the run: no further step starts, and a running step stops at its next pause point.
   *
   * @return completes when the request is durable; without effect on an ended or paused run
   */
  CompletableFuture<Void> pause(String reason);

  /**
   * Lets a paused run go on.
   *
   * @return completes when the request is durable; without effect on a run that is not paused
   */
  CompletableFuture<Void> resume();
}
