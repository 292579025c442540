package io.maestro.core.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Brings work to the workers, none of which is lost while the engine is not over. Thread-safe. */
final class Tasks {
  private final Engine engine;

  Tasks(Engine engine) {
    this.engine = engine;
  }

  void dispatch(Strand strand) {
    onWorker(strand::run);
  }

  void onWorker(Runnable task) {
    try {
      engine.workers().execute(engine.overview().counted(task));
    } catch (RejectedExecutionException refused) {
      // After a shutdown the workers are closed: what is left goes on elsewhere.
      if (!engine.shutdown().isOver()) {
        engine.listeners().problem("the executor refused a task", refused);
        engine
            .time()
            .schedule(Duration.ofMillis(100), () -> onWorker(task), "the executor to take a task");
      }
    }
  }

  /** Runs a task that must not be lost, also when the workers have been closed. */
  void onWorkerOrHere(Runnable task) {
    if (engine.shutdown().isOver()) { // there may be no workers any more, and the host waits
      task.run();
      return;
    }
    try {
      engine.workers().execute(engine.overview().counted(task));
    } catch (RejectedExecutionException closed) {
      task.run();
    }
  }

  /** Goes on after a stage: at once if it is complete, else on a worker. */
  <T> void after(CompletableFuture<T> stage, Runnable then) {
    if (stage.isDone()) {
      then.run();
    } else {
      Futures.whenDone(stage, (value, failure) -> onWorker(then));
    }
  }

  /** Returns a copy of a future for a host, completed on a worker. */
  <T> CompletableFuture<T> handOut(CompletableFuture<T> inner) {
    if (inner.isDone()) {
      return inner.copy();
    }
    CompletableFuture<T> copy = new CompletableFuture<>();
    Futures.whenDone(
        inner, (value, failure) -> onWorkerOrHere(() -> Futures.copy(value, failure, copy)));
    return copy;
  }
}
