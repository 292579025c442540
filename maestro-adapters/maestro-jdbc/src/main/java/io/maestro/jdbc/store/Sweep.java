package io.maestro.jdbc.store;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.table.Removal;
import io.maestro.jdbc.table.Rows;
import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.store.RunStore;
import io.maestro.store.StoreContext;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Deletes ended runs when their retention has passed, and the ids of letters that need not be
 * remembered any more: in small transactions, between which others have their turn.
 */
public final class Sweep implements AutoCloseable {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final Removal removal;
  private final Desk desk;
  private final TimeSource time;
  private final RunLog log;
  private final Duration retention;
  private @Nullable Timer next;
  private long nextAt;
  private boolean closed;

  /** Creates a sweep that does nothing yet. */
  public Sweep(Rows rows, Desk desk, StoreContext context) {
    this.removal = rows.removal();
    this.desk = desk;
    this.time = context.time();
    this.log = context.log();
    this.retention = context.finishedRetention();
  }

  /** Sweeps now, and from then on when there is something to sweep. */
  public void begin() {
    sweep();
  }

  /** Notes that a run has ended. */
  public void runEnded() {
    sweepIn(retention);
  }

  /** Notes that a letter was taken. */
  public void letterTaken() {
    sweepIn(RunStore.DEDUP_WINDOW.multipliedBy(2)); // many at once
  }

  private synchronized void sweepIn(Duration delay) {
    long at = time.nanos() + bounded(delay).toNanos();
    if (closed || (next != null && nextAt - at <= 0)) {
      return;
    }
    if (next != null) {
      next.cancel();
    }
    nextAt = at;
    next = time.schedule(delay, this::due, "the deletion of ended runs");
  }

  private static Duration bounded(Duration delay) {
    Duration century = Duration.ofDays(36_500);
    return delay.compareTo(century) > 0 ? century : delay;
  }

  private void due() {
    synchronized (this) {
      next = null;
    }
    sweep();
  }

  private void sweep() {
    CompletionStage<?> swept =
        change("the deletion of ended runs", tx -> removal.expire(tx, retention))
            .thenCompose(
                runs ->
                    change(
                            "the forgetting of letters",
                            tx -> removal.forgetLetters(tx, RunStore.DEDUP_WINDOW))
                        .thenCompose(letters -> next(runs)));
    swept.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            log.error("ended runs could not be deleted", failure, LogFields.none());
            sweepIn(AFTER_FAILURE);
          }
        });
  }

  private CompletableFuture<Void> next(int deleted) {
    if (deleted == Removal.BATCH) {
      sweepIn(Duration.ZERO);
      return CompletableFuture.completedFuture(null);
    }
    return desk.read(
            new Work<>("the search for ended runs", session -> removal.nextIn(session, retention)))
        .thenAccept(
            in -> in.ifPresent(delay -> sweepIn(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay)));
  }

  private <T> CompletableFuture<T> change(String what, Work.Code<T> code) {
    return isClosed()
        ? new CompletableFuture<>() // never: nobody waits for it
        : desk.change(new Work<>(what, code));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
