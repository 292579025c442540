package io.maestro.optimization;

import io.maestro.run.Page;
import io.maestro.strategy.Strategy;
import java.util.concurrent.CompletableFuture;

/**
 * A handle on the loop that keeps one strategy optimized: collect, analyse, decide, optimize if
 * needed, remember; again and again, across restarts.
 *
 * <p>A maestro has one loop for each strategy of a kind, found by the strategy's name. Every future
 * is a copy of its own. Thread-safe; holds no resource.
 *
 * @param <S> the type of the strategy's specification
 */
public interface OptimizationLoop<S> {
  /** Returns the name of the strategy's kind. */
  String kind();

  /** Returns the strategy's name within its kind. */
  String strategy();

  /**
   * Returns a future that completes, with the loop's memory as it was then, once the loop is
   * durably on.
   *
   * <p>It fails with {@link io.maestro.run.RunRejectedException} if the loop is refused; so do the
   * other futures then.
   */
  CompletableFuture<LoopMemory> accepted();

  /**
   * Ticks now, beside the schedule, which stays as it is; the only way in which a loop on demand
   * ticks. If a tick is in work, this is that tick. A tick of a stopped loop is recorded and never
   * optimizes.
   *
   * @return completes with the decision when it and what follows from it are recorded
   */
  CompletableFuture<OptimizationDecision> tickNow();

  /** Returns all that the loop knows: its current version, its schedule, its history. */
  CompletableFuture<LoopMemory> memory();

  /** Returns the version that the loop judges: the one it was started with, or its successor. */
  CompletableFuture<Strategy<S>> current();

  /**
   * Lists the decisions, from the first; they are kept, whatever becomes of the ticks' runs.
   *
   * @param after the number of the tick after which the page starts, 0 for the first page
   * @param limit 1 to 1,000
   */
  CompletableFuture<Page<OptimizationDecision>> decisions(long after, int limit);

  /**
   * Stops the loop, on every node, until it is started again. A tick in work goes on to its end but
   * begins no optimization any more.
   *
   * @param reason why, for the record
   * @return completes once the stop is durable, no tick is in work, and none begins any more but by
   *     hand
   */
  CompletableFuture<Void> stop(String reason);
}
