package io.maestro.testkit.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/** Eight threads that do something at the same time. */
final class Crowd {
  static final int SIZE = 8;

  private Crowd() {}

  /** Lets each thread do its part, all of them beginning together, and returns what they gave. */
  static <T> List<T> all(TckStore store, IntFunction<T> part) {
    CountDownLatch ready = new CountDownLatch(SIZE);
    List<CompletableFuture<T>> parts = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int number = i;
      parts.add(
          CompletableFuture.supplyAsync(
              () -> {
                ready.countDown();
                awaitAll(ready);
                return part.apply(number);
              },
              store.time().executor()));
    }
    return parts.stream().map(Stages::get).toList();
  }

  private static void awaitAll(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted before the start", interrupted);
    }
  }
}
