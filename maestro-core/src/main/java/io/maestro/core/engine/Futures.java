package io.maestro.core.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Looks into futures that are done. */
public final class Futures {
  private Futures() {}

  /** Returns what a future failed with, without the wrapping that stages add. */
  static Throwable failureOf(CompletableFuture<?> failed) {
    Throwable cause = failed.handle((value, failure) -> failure).join();
    return unwrapped(cause == null ? new IllegalStateException("the future did not fail") : cause);
  }

  /** Calls back when a stage is done; the callback must not throw. */
  public static <T> void whenDone(
      CompletionStage<T> stage, BiConsumer<? super T, ? super @Nullable Throwable> then) {
    stage.whenComplete(then);
  }

  /** Completes a future with what became of another one. */
  static <T> void copy(@Nullable T value, @Nullable Throwable failure, CompletableFuture<T> into) {
    if (failure == null) {
      into.complete(value);
    } else {
      into.completeExceptionally(unwrapped(failure));
    }
  }

  /** Returns a failure without the wrapping that stages add. */
  public static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
