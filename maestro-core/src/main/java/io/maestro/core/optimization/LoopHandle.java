package io.maestro.core.optimization;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.run.Page;
import io.maestro.strategy.Strategy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A handle on a loop; each call asks the store. */
final class LoopHandle<S> implements OptimizationLoop<S> {
  private final OptimizationLoops loops;
  private final LoopName loop;
  private final TypeToken<S> spec;
  private final CompletableFuture<LoopMemory> accepted;

  LoopHandle(
      OptimizationLoops loops,
      LoopName loop,
      TypeToken<S> spec,
      CompletableFuture<LoopMemory> accepted) {
    this.loops = loops;
    this.loop = loop;
    this.spec = spec;
    this.accepted = accepted;
  }

  @Override
  public String kind() {
    return loop.kind();
  }

  @Override
  public String strategy() {
    return loop.strategy();
  }

  @Override
  public CompletableFuture<LoopMemory> accepted() {
    return loops.handOut(accepted);
  }

  @Override
  public CompletableFuture<OptimizationDecision> tickNow() {
    return whileOpen(memory -> loops.tickNow(loop, memory.ticks() + 1));
  }

  @Override
  public CompletableFuture<LoopMemory> memory() {
    return whileOpen(CompletableFuture::completedFuture);
  }

  @Override
  public CompletableFuture<Strategy<S>> current() {
    return whileOpen(
        memory ->
            loops
                .kinds()
                .strategies()
                .find(memory.current(), spec)
                .thenApply(
                    found ->
                        found.orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "version " + memory.current() + " is gone"))));
  }

  @Override
  public CompletableFuture<Page<OptimizationDecision>> decisions(long after, int limit) {
    if (after < 0) {
      throw new IllegalArgumentException(
          "after is a tick's number, 0 for the first page: " + after);
    }
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1,000: " + limit);
    }
    return whileOpen(memory -> loops.documents().decisions(loop, after, limit));
  }

  @Override
  public CompletableFuture<Void> stop(String reason) {
    requireNonNull(reason, "reason");
    return whileOpen(memory -> loops.stop(loop, reason));
  }

  private <T> CompletableFuture<T> whileOpen(Function<LoopMemory, CompletableFuture<T>> call) {
    return loops.handOut(
        accepted.thenCompose(
            on ->
                loops.isClosed()
                    ? CompletableFuture.failedFuture(loops.closed(loop))
                    : loops.documents().read(loop).thenCompose(call)));
  }

  @Override
  public String toString() {
    return "OptimizationLoop[" + loop.kind() + ":" + loop.strategy() + "]";
  }
}
