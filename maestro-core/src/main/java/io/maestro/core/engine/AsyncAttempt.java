package io.maestro.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt that is a stage and holds no thread. */
final class AsyncAttempt extends Attempt {
  private volatile @Nullable CompletableFuture<?> stage;

  AsyncAttempt(
      Pass pass,
      String path,
      int number,
      @Nullable String inheritedKey,
      Optional<Duration> timeout,
      Consumer<Attempt> abandoned) {
    super(pass, path, number, inheritedKey, timeout, null, abandoned);
  }

  void started(CompletableFuture<?> work) {
    stage = work;
    if (isCancelled()) { // it was, before there was a stage to tell
      work.cancel(true);
    }
  }

  /** Goes on as if the stage had failed, which ignores its cancellation. */
  void giveUp() {
    stage =
        CompletableFuture.failedFuture(new TimeoutException("the stage ignored its cancellation"));
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
