package io.maestro.testkit.tck;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What becomes of a store's stages. */
final class Stages {
  private static final int PATIENCE_SECONDS = 30;

  private Stages() {}

  /** Returns the value of a stage, which must complete within half a minute of real time. */
  static <T> T get(CompletionStage<T> stage) {
    try {
      return await(stage);
    } catch (ExecutionException failed) {
      Throwable cause = unwrapped(failed);
      throw new AssertionError("the store failed: " + cause, cause);
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws ExecutionException {
    boolean wasInterrupted = Thread.interrupted(); // the store's answer is waited for all the same
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException never) {
      throw new AssertionError("a stage was not completed in " + PATIENCE_SECONDS + " s", never);
    } catch (InterruptedException interrupted) {
      wasInterrupted = true;
      throw new AssertionError("interrupted while waiting for the store", interrupted);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns what a stage fails with. */
  static Throwable failure(CompletionStage<?> stage) {
    try {
      Object value = await(stage);
      throw new AssertionError("it did not fail but gave " + value);
    } catch (ExecutionException failed) {
      return unwrapped(failed);
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wraps = failure instanceof ExecutionException || failure instanceof CompletionException;
    return wraps && cause != null ? unwrapped(cause) : failure;
  }

  /** Returns what an operation fails with, whether it throws or gives a stage that fails. */
  static Throwable refusal(Supplier<CompletionStage<?>> operation) {
    CompletionStage<?> stage;
    try {
      stage = operation.get();
    } catch (RuntimeException refused) {
      return refused;
    }
    return failure(stage);
  }
}
