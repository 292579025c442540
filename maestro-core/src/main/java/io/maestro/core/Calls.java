package io.maestro.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Calls stores, which may refuse by throwing as well as by a failed stage. */
final class Calls {
  private Calls() {}

  static <T> CompletableFuture<T> of(Supplier<CompletionStage<T>> call) {
    try {
      return call.get().toCompletableFuture();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
