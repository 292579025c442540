package io.maestro.core.engine;

import io.maestro.run.RunId;
import io.maestro.run.RunRejectedException;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The ends of runs that somebody waits for. */
final class Outcomes {
  private final RunStore runs;
  private final Map<RunId, CompletableFuture<RunEnd>> awaited = new ConcurrentHashMap<>();

  private volatile boolean closed;

  Outcomes(RunStore runs) {
    this.runs = runs;
  }

  /** Returns a future of a run's end; it fails if there is no such run. */
  CompletableFuture<RunEnd> await(RunId run) {
    CompletableFuture<RunEnd> future =
        awaited.computeIfAbsent(run, unknown -> new CompletableFuture<>());
    if (closed) {
      fail(run, closed(run));
      return future;
    }
    // Registered before it is looked up, so that an end in between is not missed.
    runs.find(run).whenComplete((found, failure) -> looked(run, found, failure));
    return future;
  }

  private void looked(
      RunId run, Optional<RunRecord> found, @org.jspecify.annotations.Nullable Throwable failure) {
    if (failure != null) {
      fail(run, failure);
    } else if (found.isEmpty()) {
      fail(
          run,
          new RunRejectedException(
              RunRejectedException.Reason.UNKNOWN_RUN, run, "there is no run with this id"));
    } else {
      found.get().end().ifPresent(end -> ended(run, end));
    }
  }

  void ended(RunId run, RunEnd end) {
    CompletableFuture<RunEnd> future = awaited.remove(run);
    if (future != null) {
      future.complete(end);
    }
  }

  private void fail(RunId run, Throwable failure) {
    CompletableFuture<RunEnd> future = awaited.remove(run);
    if (future != null) {
      future.completeExceptionally(failure);
    }
  }

  /** Looks for ends that gave no sign here: of runs that other nodes own. */
  void lookAgain() {
    awaited
        .keySet()
        .forEach(
            run ->
                runs.find(run)
                    .thenAccept(
                        found -> found.flatMap(RunRecord::end).ifPresent(end -> ended(run, end))));
  }

  private static RunRejectedException closed(RunId run) {
    return new RunRejectedException(
        RunRejectedException.Reason.CLOSED,
        run,
        "the maestro is closed; the run goes on when one is started on its store");
  }

  /** Fails what is still awaited: nobody here will see the ends. */
  void close() {
    closed = true;
    awaited.keySet().forEach(run -> fail(run, closed(run)));
  }
}
