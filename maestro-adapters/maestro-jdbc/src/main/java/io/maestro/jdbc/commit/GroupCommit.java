package io.maestro.jdbc.commit;

import io.maestro.error.ClosedException;
import io.maestro.store.StoreException;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue in front of one transaction at a time. Who finds it idle may do his work himself, on his
 * own thread, and pays no hand-off; what comes meanwhile waits, holding no thread, and is done
 * together in the next transaction, on a thread of the executor. Thread-safe.
 */
public final class GroupCommit {
  private static final int CAPACITY = 100_000;
  private static final int LARGEST = 1_000;
  private static final int ROUNDS = 50;

  private final String name;
  private final Committer committer;
  private final Executor executor;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Work<?>> queue = new ArrayDeque<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private List<Work<?>> again = List.of();
  private @Nullable Timer retry;
  private boolean busy;
  private boolean closed;

  /** Creates an idle queue, named for messages. */
  public GroupCommit(String name, Committer committer, Executor executor, TimeSource time) {
    this.name = name;
    this.committer = committer;
    this.executor = executor;
    this.time = time;
  }

  /** Does the work on this thread if nobody is at work, else soon on another. */
  public <T> CompletableFuture<T> here(Work<T> work) {
    if (!Thread.currentThread().isInterrupted() && beginUnlessClosed()) {
      finish(List.of(work), committer.commit(List.of(work)));
      return work.done();
    }
    return later(work);
  }

  private boolean beginUnlessClosed() {
    lock.lock();
    try {
      return !closed && begin();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the turn if it is free. */
  private boolean begin() {
    lock.lock();
    try {
      boolean free = !busy;
      busy = true;
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** Has the work done on a thread of the executor. */
  public <T> CompletableFuture<T> later(Work<T> work) {
    Optional<RuntimeException> refused = enqueue(work);
    refused.ifPresent(work::failed);
    if (refused.isEmpty() && begin()) {
      handOver();
    }
    return work.done();
  }

  private Optional<RuntimeException> enqueue(Work<?> work) {
    lock.lock();
    try {
      if (closed) {
        return Optional.of(new ClosedException(name));
      }
      if (queue.size() >= CAPACITY) {
        return Optional.of(
            new StoreException(
                "%s: %s is refused, since %d others wait; nothing was changed, try again later"
                    .formatted(name, work.what(), CAPACITY),
                null));
      }
      queue.add(work);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void handOver() {
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException refused) {
      failAll(
          new StoreException(
              name + ": there is no thread to write on, nothing was changed; try again later",
              refused));
    }
  }

  private void drain() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Work<?>> works = next();
      if (works.isEmpty()) {
        return;
      }
      if (works.get(0).isTurn()) {
        works.get(0).committed(); // who waits for it goes on
        return;
      }
      Optional<Duration> wait = committer.commit(works);
      if (wait.isPresent()) {
        repeat(works, wait.get());
        return;
      }
    }
    handOver(); // others want the thread, too
  }

  /** Takes what comes next; if that is nothing, gives up the turn. */
  private List<Work<?>> next() {
    lock.lock();
    try {
      if (!again.isEmpty()) {
        List<Work<?>> repeated = again;
        again = List.of();
        return repeated;
      }
      List<Work<?>> first = queue.stream().limit(LARGEST).toList();
      if (first.isEmpty()) {
        rest();
        return first;
      }
      if (first.get(0).isTurn()) {
        return List.of(queue.remove());
      }
      int together = committer.together(beforeTurn(first));
      for (int taken = 0; taken < together; taken++) {
        queue.remove();
      }
      return first.subList(0, together);
    } finally {
      lock.unlock();
    }
  }

  private static List<Work<?>> beforeTurn(List<Work<?>> works) {
    return works.stream().takeWhile(work -> !work.isTurn()).toList();
  }

  private void rest() {
    busy = false;
    if (closed) {
      idle.complete(null);
    }
  }

  private void finish(List<Work<?>> works, Optional<Duration> wait) {
    if (wait.isPresent()) {
      repeat(works, wait.get());
    } else {
      returnTurn();
    }
  }

  private boolean hasMore() {
    lock.lock();
    try {
      if (queue.isEmpty()) {
        rest();
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void repeat(List<Work<?>> works, Duration wait) {
    lock.lock();
    try {
      again = works;
      retry = time.schedule(wait, this::handOver, "another try of " + works.get(0).what());
    } finally {
      lock.unlock();
    }
  }

  private void failAll(RuntimeException failure) {
    List<Work<?>> failed = new ArrayList<>();
    lock.lock();
    try {
      failed.addAll(again);
      failed.addAll(queue);
      again = List.of();
      queue.clear();
      rest();
    } finally {
      lock.unlock();
    }
    failed.forEach(work -> work.failed(failure));
  }

  /** Waits for the turn, holding the thread; to be given back. */
  public void takeTurn(String what) throws InterruptedException {
    if (beginUnlessClosed()) {
      return;
    }
    Work<Void> turn = Work.turn(what);
    CompletableFuture<Void> mine = later(turn);
    try {
      time.await(mine);
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof RuntimeException cause
          ? cause
          : new StoreException(name + ": " + what + " failed", refused.getCause());
    } catch (InterruptedException interrupted) {
      giveUp(turn);
      throw interrupted;
    }
  }

  private void giveUp(Work<Void> turn) {
    boolean stillWaits;
    lock.lock();
    try {
      stillWaits = queue.remove(turn);
    } finally {
      lock.unlock();
    }
    if (!stillWaits) {
      CompletionStage<?> taken = turn.done();
      taken.whenComplete((turned, refused) -> returnUnlessRefused(refused));
    }
  }

  private void returnUnlessRefused(@Nullable Throwable refused) {
    if (refused == null) {
      returnTurn();
    }
  }

  /** Gives the turn back. */
  public void returnTurn() {
    if (hasMore()) {
      handOver();
    }
  }

  /** Takes nothing more, and waits until all that was taken is told. Idempotent. */
  public void close() {
    boolean hasTurn;
    lock.lock();
    try {
      closed = true;
      hasTurn = begin() || (retry != null && retry.cancel()); // no time is left to wait
    } finally {
      lock.unlock();
    }
    if (hasTurn) {
      drain();
    }
    idle.join();
  }
}
