package io.maestro.core.optimization;

import io.maestro.core.engine.Futures;
import io.maestro.optimization.LoopMemory;
import io.maestro.run.RunRejectedException;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Starts the ticks of one loop when they are due, one at a time. Thread-safe.
 *
 * <p>It keeps nothing but a timer: what is due is asked of the loop's memory each time, so that
 * several nodes may do this side by side, and a late node finds one tick due, not many.
 */
final class LoopClock {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** Whether a tick is due whatever the wall clock says: a whole interval has been waited. */
  private enum Due {
    BY_THE_CLOCK,
    NOW
  }

  private final OptimizationLoops loops;
  private final LoopName loop;
  private final Object lock = new Object();
  private @Nullable Timer timer;
  private boolean busy;
  private boolean lookAgain;
  private boolean closed;

  LoopClock(OptimizationLoops loops, LoopName loop) {
    this.loops = loops;
    this.loop = loop;
  }

  /**
   * Looks at the loop's memory, now or as soon as the tick in work is over.
   *
   * @return false if it is closed, and another one has to look
   */
  boolean wake() {
    return wake(Due.BY_THE_CLOCK);
  }

  private boolean wake(Due due) {
    synchronized (lock) {
      if (closed || busy) {
        lookAgain = true;
        return !closed;
      }
      busy = true;
      cancelTimer();
    }
    loops.onWorker(() -> look(due));
    return true;
  }

  /** When to look again: after a pause, or never. */
  private record Next(Duration pause, Due due) {
    private static final Next AT_ONCE = new Next(Duration.ZERO, Due.BY_THE_CLOCK);
  }

  private void look(Due due) {
    Futures.whenDone(
        loops.documents().find(loop).thenCompose(memory -> proceed(memory, due)),
        (next, failure) -> {
          if (failure == null) {
            next.ifPresentOrElse(this::rest, this::retire);
          } else {
            problem(Futures.unwrapped(failure));
          }
        });
  }

  private CompletableFuture<Optional<Next>> proceed(Optional<LoopMemory> found, Due due) {
    Optional<Instant> next = found.flatMap(LoopMemory::nextTick);
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    LoopMemory memory = found.orElseThrow();
    Duration wait = Duration.between(loops.time().now(), next.get());
    if (due == Due.NOW || wait.isZero() || wait.isNegative()) {
      return loops.tickDue(loop, memory.ticks() + 1).thenApply(over -> Optional.of(Next.AT_ONCE));
    }
    return CompletableFuture.completedFuture(
        Optional.of(pause(wait, memory.schedule().interval().orElseThrow())));
  }

  /** A wait of more than an interval means that the wall clock has gone back. */
  private static Next pause(Duration wait, Duration interval) {
    return wait.compareTo(interval) > 0
        ? new Next(interval, Due.NOW)
        : new Next(wait, Due.BY_THE_CLOCK);
  }

  private void problem(Throwable failure) {
    boolean isClosed =
        failure instanceof RunRejectedException refused
            && refused.reason() == RunRejectedException.Reason.CLOSED;
    if (isClosed || loops.isClosed()) {
      close();
    } else {
      loops.problem("a tick of " + loop, failure);
      rest(new Next(LOOK_AGAIN, Due.BY_THE_CLOCK));
    }
  }

  private void rest(Next next) {
    synchronized (lock) {
      busy = false;
      if (closed) {
        return;
      }
      if (!lookAgain && !next.pause().isZero()) {
        timer =
            loops.time().schedule(next.pause(), () -> wake(next.due()), "the next tick of " + loop);
        return;
      }
      lookAgain = false;
    }
    wake();
  }

  /** The loop is off: gives up, unless somebody has turned it on again since that was read. */
  private void retire() {
    synchronized (lock) {
      busy = false;
      closed = closed || !lookAgain;
      lookAgain = false;
      if (closed) {
        loops.retired(loop, this);
        return;
      }
    }
    wake();
  }

  void close() {
    synchronized (lock) {
      closed = true;
      cancelTimer();
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
