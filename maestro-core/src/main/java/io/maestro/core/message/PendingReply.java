package io.maestro.core.message;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future of a reply, completed in two moves: settled on whatever thread knows the end, which
 * wakes those who wait for it, and published on a thread that may run a host's code, which runs
 * what depends on it. So a timeout wakes a thread that waits even when every worker does.
 */
final class PendingReply<P> extends CompletableFuture<P> {
  private record End<P>(@Nullable P value, @Nullable Throwable failure) {}

  private final String service;
  private final CompletableFuture<End<P>> settled = new CompletableFuture<>();

  PendingReply(String service) {
    this.service = service;
  }

  /** Sets the end, if there is none yet. */
  void settle(@Nullable P value, @Nullable Throwable failure) {
    settled.complete(new End<>(value, failure));
  }

  /** Runs what depends on the reply, which is settled. */
  void publish() {
    End<P> end = settled.join();
    if (end.failure() == null) {
      complete(end.value());
    } else {
      completeExceptionally(end.failure());
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    CancellationException cancelled =
        new CancellationException("the request to service " + service + " was cancelled");
    cancelled.initCause(Ends.cancelled(service));
    completeExceptionally(cancelled);
    return isCancelled();
  }

  @Override
  public P join() {
    settled.join();
    publish();
    return super.join();
  }

  @Override
  public P get() throws InterruptedException, ExecutionException {
    settled.get();
    publish();
    return super.get();
  }

  @Override
  public P get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    settled.get(timeout, unit);
    publish();
    return super.get();
  }
}
