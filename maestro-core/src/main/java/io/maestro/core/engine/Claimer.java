package io.maestro.core.engine;

import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes over runs that are due: at the start, when one becomes due, when a letter came, when the
 * store gives a sign. One claim at a time; a request during one makes it look again.
 */
final class Claimer {
  private static final int BATCH = 100;
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

  private final Engine engine;
  private final AtomicInteger requests = new AtomicInteger();
  private @Nullable Timer next;
  private long nextAt;
  private long unknownUntil;
  private volatile boolean lacksRoom;
  private volatile @Nullable Timer polling;

  Claimer(Engine engine) {
    this.engine = engine;
  }

  /** Looks again and again, for what gives no sign. */
  void poll(Optional<Duration> every) {
    every.ifPresent(
        interval ->
            polling =
                engine
                    .time()
                    .schedule(
                        interval,
                        () -> {
                          engine.poll();
                          poll(every);
                        },
                        "the poll for runs"));
  }

  /** Looks for runs, now or right after the look that goes on. */
  void look() {
    if (!engine.isStopping() && requests.getAndIncrement() == 0) {
      engine.tasks().onWorker(this::claim);
    }
  }

  /** Looks for runs after a time, unless it will anyway by then. */
  synchronized void lookIn(Duration delay) {
    long at = engine.time().nanos() + Math.max(0, nanosOf(delay));
    if (engine.isStopping() || (next != null && nextAt - at <= 0)) {
      return;
    }
    cancelTimer();
    nextAt = at;
    next = engine.time().schedule(delay, this::timerFired, "the next due run");
  }

  /**
   * Looks again when a lease from now is over: the store may have given runs to this node whose
   * answer was lost, and where no other node is, nobody else would look for them.
   */
  void lookForUnknown() {
    Duration lease = engine.config().lease();
    synchronized (this) {
      unknownUntil = engine.time().nanos() + nanosOf(lease);
    }
    lookIn(lease);
  }

  /** Goes on waiting for that, after a look in between. */
  private void lookAgainForUnknown() {
    long left;
    synchronized (this) {
      left = unknownUntil == 0 ? 0 : unknownUntil - engine.time().nanos();
      if (left <= 0) {
        unknownUntil = 0;
      }
    }
    if (left > 0) {
      lookIn(Duration.ofNanos(left));
    }
  }

  private static long nanosOf(Duration delay) {
    return delay.compareTo(Duration.ofDays(36_500)) > 0
        ? Duration.ofDays(36_500).toNanos()
        : delay.toNanos();
  }

  private void timerFired() {
    synchronized (this) {
      next = null;
    }
    look();
  }

  private synchronized void cancelTimer() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  void stop() {
    Timer poll = polling;
    if (poll != null) {
      poll.cancel();
    }
    cancelTimer();
  }

  private void claim() {
    int seen = requests.get();
    int room = engine.sessions().room();
    if (room <= 0 || engine.isStopping()) {
      lacksRoom = true;
      engine.recovery().claimed(List.of(), false);
      requests.set(0);
      if (engine.sessions().room() > 0) { // it came in between
        roomAgain();
      }
      return;
    }
    ClaimRequest request =
        new ClaimRequest(
            engine.node(),
            engine.workflows().names(),
            Optional.empty(),
            engine.config().lease(),
            Math.min(BATCH, room));
    long takeover = engine.sessions().beginTakeover();
    engine
        .runs()
        .claim(request)
        .whenComplete(
            (claims, failure) -> {
              try {
                claimed(seen, request, takeover, claims, failure);
              } finally {
                engine.sessions().endTakeover(takeover);
              }
            });
  }

  /** Looks again if the last look found that there was no room. */
  void roomAgain() {
    if (lacksRoom) {
      lacksRoom = false;
      look();
    }
  }

  private void claimed(
      int seen,
      ClaimRequest request,
      long takeover,
      @Nullable Claims claims,
      @Nullable Throwable failure) {
    boolean more = false;
    if (claims != null) {
      more = claims.runs().size() == request.limit();
      engine.recovery().claimed(claims.runs(), more); // before they begin: one may end at once
      claims.runs().forEach(run -> engine.sessions().open(run, takeover));
      if (!more) {
        claims.nextDueIn().ifPresent(this::lookIn);
      }
      lookAgainForUnknown();
    } else if (failure != null) {
      engine.listeners().problem("the claiming of runs", Futures.unwrapped(failure));
      lookForUnknown();
      lookIn(STORE_PATIENCE);
    }
    if (more || !requests.compareAndSet(seen, 0)) {
      engine.tasks().onWorker(this::claim);
    }
  }
}
