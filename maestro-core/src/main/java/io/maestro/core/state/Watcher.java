package io.maestro.core.state;

import io.maestro.core.engine.Engine;
import io.maestro.run.Watch;
import io.maestro.state.StateKey;
import io.maestro.state.Versioned;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One who watches a state: told the latest, one call at a time. Thread-safe. */
final class Watcher<T> implements Watch {
  private final StateKey<T> key;
  private final Consumer<? super Optional<Versioned<T>>> consumer;
  private final Values values;
  private final Memory memory;
  private final Engine engine;
  private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();
  private final AtomicBoolean telling = new AtomicBoolean();
  private volatile boolean closed;

  Watcher(
      StateKey<T> key,
      Consumer<? super Optional<Versioned<T>>> consumer,
      Values values,
      Memory memory,
      Engine engine) {
    this.key = key;
    this.consumer = consumer;
    this.values = values;
    this.memory = memory;
    this.engine = engine;
  }

  StateKey<T> key() {
    return key;
  }

  /** Keeps a state to be told; calls nobody. */
  void offer(Known now) {
    latest.set(now);
  }

  /** Tells, on a worker, what was offered, unless a worker does already. */
  void wake() {
    if (!closed && telling.compareAndSet(false, true)) {
      engine.onWorker(this::drain);
    }
  }

  private void drain() {
    for (Known next = latest.getAndSet(null); next != null; next = latest.getAndSet(null)) {
      if (!closed) {
        tell(next);
      }
    }
    telling.set(false);
    if (latest.get() != null) {
      wake(); // it came between the last look and the flag
    }
  }

  private void tell(Known now) {
    try {
      consumer.accept(
          now.content().map(content -> new Versioned<>(values.of(key, content), now.version)));
    } catch (RuntimeException | Error broken) { // a watcher never breaks who writes
      engine.problem("a watcher of state " + key, broken);
    }
  }

  @Override
  public void close() {
    closed = true;
    memory.remove(this);
  }
}
