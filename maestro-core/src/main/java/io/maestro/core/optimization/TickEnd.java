package io.maestro.core.optimization;

import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult;
import io.maestro.optimization.Performance;
import io.maestro.optimization.Tick;
import io.maestro.run.RunOutcome;
import io.maestro.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a tick's run. One that could not remember anything itself - it was cancelled, or its
 * store was away - is remembered here, so that the loop goes on with the next tick.
 */
record TickEnd(LoopDocuments documents, LoopName loop, long number, TimeSource time) {

  CompletableFuture<LoopMemory> settle(RunOutcome<OptimizationDecision> outcome) {
    return documents
        .read(loop)
        .thenCompose(
            memory ->
                memory.ticks() >= number
                    ? CompletableFuture.completedFuture(memory)
                    : remember(memory, why(outcome)));
  }

  private static String why(RunOutcome<OptimizationDecision> outcome) {
    return outcome.fold(
        decision -> "it ended without remembering", Object::toString, why -> "cancelled: " + why);
  }

  private CompletableFuture<LoopMemory> remember(LoopMemory memory, String why) {
    Instant now = time.now();
    OptimizationDecision lost = lost(memory, now, why);
    return documents
        .record(loop, lost)
        .thenCompose(
            recorded ->
                documents.change(
                    loop,
                    fresh -> {
                      LoopMemory next = NextMemory.over(fresh, lost, fresh.evidence(), now);
                      return new LoopDocuments.Change<>(next, next);
                    }));
  }

  /** An optimization that was in work counts as one that failed. */
  private OptimizationDecision lost(LoopMemory memory, Instant now, String why) {
    Tick tick = NextMemory.tick(memory, number, memory.history().inWork().orElse(now));
    return new OptimizationDecision(
        memory.current(),
        tick,
        memory.history().inWork().isPresent() ? Choice.OPTIMIZE : Choice.HOLD,
        List.of(),
        List.of(),
        Performance.unknown(),
        OptimizationResult.failed(why));
  }
}
