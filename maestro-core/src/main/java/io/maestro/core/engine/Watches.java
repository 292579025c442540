package io.maestro.core.engine;

import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.Watch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Those who watch runs. Each sees the latest state; what is between is left out if it is slow. */
final class Watches {
  private final Executor workers;
  private final Listeners listeners;
  private final Map<RunId, List<Watcher>> watchers = new ConcurrentHashMap<>();

  Watches(Executor workers, Listeners listeners) {
    this.workers = workers;
    this.listeners = listeners;
  }

  Watch add(RunId run, Consumer<? super RunInfo> consumer) {
    Watcher watcher = new Watcher(run, consumer);
    watchers.compute(
        run,
        (same, known) -> {
          List<Watcher> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(watcher);
          return all;
        });
    return watcher;
  }

  boolean isWatched(RunId run) {
    return watchers.containsKey(run);
  }

  void changed(RunId run, Supplier<RunInfo> state) {
    List<Watcher> all = watchers.get(run);
    if (all != null) {
      RunInfo now = state.get();
      all.forEach(watcher -> watcher.tell(now));
    }
  }

  /** Forgets those who watch a run that does not exist. */
  void forget(RunId run) {
    watchers.remove(run);
  }

  void ended(RunInfo last) {
    List<Watcher> all = watchers.remove(last.id());
    if (all != null) {
      all.forEach(watcher -> watcher.tell(last));
    }
  }

  private final class Watcher implements Watch {
    private final RunId run;
    private final Consumer<? super RunInfo> consumer;
    private final AtomicReference<@Nullable RunInfo> latest = new AtomicReference<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean isOver;

    Watcher(RunId run, Consumer<? super RunInfo> consumer) {
      this.run = run;
      this.consumer = consumer;
    }

    void tell(RunInfo now) {
      latest.accumulateAndGet(now, (before, next) -> isLast(before) ? before : next);
      if (!closed && telling.compareAndSet(false, true)) {
        workers.execute(this::drain);
      }
    }

    private void drain() {
      RunInfo next = latest.getAndSet(null);
      while (next != null) {
        if (!closed) {
          call(next);
        }
        next = latest.getAndSet(null);
      }
      telling.set(false);
      if (latest.get() != null && telling.compareAndSet(false, true)) {
        drain(); // something came between the last look and the flag
      }
    }

    private static boolean isLast(@Nullable RunInfo info) {
      return info != null && info.status().isTerminal();
    }

    private void call(RunInfo now) {
      if (isOver) {
        return; // made before the end, told after it
      }
      isOver = isLast(now);
      try {
        consumer.accept(now);
      } catch (RuntimeException | Error broken) { // a watcher never breaks a run
        listeners.problem("a watcher of run " + run, broken);
      }
    }

    @Override
    public void close() {
      closed = true;
      watchers.computeIfPresent(
          run,
          (same, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
