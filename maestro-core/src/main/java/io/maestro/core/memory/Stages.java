package io.maestro.core.memory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Runs operations under a lock at once, and gives what became of them as completed stages. */
final class Stages {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private Stages() {}

  static <T> CompletionStage<T> of(Lock lock, Supplier<T> operation) {
    lock.lock();
    try {
      return CompletableFuture.completedFuture(operation.get());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    } finally {
      lock.unlock();
    }
  }

  static CompletionStage<Void> run(Lock lock, Runnable operation) {
    lock.lock();
    try {
      operation.run();
      return DONE.minimalCompletionStage();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    } finally {
      lock.unlock();
    }
  }
}
