package io.maestro.core.optimization;

import io.maestro.optimization.LoopMemory;
import io.maestro.run.RunRejectedException;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  /** Looks at the loop's memory, now or as soon as the tick in work is over. */
  void wake() {
    wake(Due.BY_THE_CLOCK);
  }

  private void wake(Due due) {
    synchronized (lock) {
      if (closed || busy) {
        lookAgain = true;
        return;
      }
      busy = true;
      cancelTimer();
    }
    loops.onWorker(() -> look(due));
  }

  private void look(Due due) {
    loops
        .documents()
        .find(loop)
        .whenComplete(
            (memory, failure) -> {
              if (failure != null) {
                problem("reading the memory of " + loop, failure);
              } else {
                proceed(memory, due);
              }
            });
  }

  private void proceed(Optional<LoopMemory> memory, Due due) {
    Optional<Instant> next = memory.flatMap(LoopMemory::nextTick);
    if (next.isEmpty()) {
      loops.retire(loop, this);
      return;
    }
    Duration wait = Duration.between(loops.time().now(), next.get());
    if (due == Due.NOW || wait.isZero() || wait.isNegative()) {
      tick(memory.orElseThrow());
    } else {
      rest(wait, memory.orElseThrow().schedule().interval());
    }
  }

  private void tick(LoopMemory memory) {
    loops
        .tick(loop, memory)
        .whenComplete(
            (decision, failure) -> {
              if (failure != null) {
                problem("a tick of " + loop, failure);
              } else {
                free(Duration.ZERO, Due.BY_THE_CLOCK);
              }
            });
  }

  /** A wait of more than an interval means that the wall clock has gone back. */
  private void rest(Duration wait, Duration interval) {
    if (wait.compareTo(interval) > 0) {
      free(interval, Due.NOW);
    } else {
      free(wait, Due.BY_THE_CLOCK);
    }
  }

  private void problem(String where, Throwable failure) {
    if (isClosing(failure)) {
      close();
      return;
    }
    loops.problem(where, failure);
    free(LOOK_AGAIN, Due.BY_THE_CLOCK);
  }

  private boolean isClosing(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return loops.isClosed()
        || (cause instanceof RunRejectedException refused
            && refused.reason() == RunRejectedException.Reason.CLOSED);
  }

  private void free(Duration wait, Due due) {
    synchronized (lock) {
      busy = false;
      if (closed) {
        return;
      }
      if (!lookAgain && !wait.isZero()) {
        timer = loops.time().schedule(wait, () -> wake(due), "the next tick of " + loop);
        return;
      }
      lookAgain = false;
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
