package io.maestro.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An attempt that is a stage and holds no thread. */
final class AsyncAttempt extends Attempt {
  private @Nullable CompletableFuture<?> stage;

  AsyncAttempt(Pass pass, String path, int number, Optional<Duration> timeout, Runnable abandoned) {
    super(pass, path, number, timeout, null, abandoned);
  }

  void started(CompletableFuture<?> work) {
    stage = work;
  }

  @Nullable CompletableFuture<?> stage() {
    return stage;
  }

  @Override
  void signalled() {
    CompletableFuture<?> work = stage;
    if (work != null) {
      work.cancel(true);
    }
  }
}
