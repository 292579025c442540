package io.maestro.testkit.fault;

import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The way to one opened store: what goes along it may be held, late, refused or lost. */
final class Way {
  private final Faults faults;
  private final StoreContext context;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final CompletableFuture<Void> never = new CompletableFuture<>();
  private volatile boolean dead;

  Way(Faults faults, StoreContext context) {
    this.faults = faults;
    this.context = context;
  }

  Faults faults() {
    return faults;
  }

  void die() {
    dead = true;
    synchronized (held) {
      held.clear();
    }
  }

  void thaw() {
    Deque<Runnable> through;
    synchronized (held) {
      through = new ArrayDeque<>(held);
      held.clear();
    }
    if (!through.isEmpty()) {
      context.executor().execute(() -> through.forEach(Runnable::run));
    }
  }

  /** Passes something on now, when the way is free again, or never. */
  private void pass(Runnable what) {
    if (!dead && !holds(what)) {
      what.run();
    }
  }

  private boolean holds(Runnable what) {
    synchronized (held) { // looked at under the lock, so that a thaw finds it
      return faults.state() == Faults.State.FROZEN && held.add(what);
    }
  }

  /** Asks for something that changes nothing. */
  <T> CompletionStage<T> read(Supplier<CompletionStage<T>> ask) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    pass(() -> ask(ask, answer, value -> pass(() -> answer.complete(value))));
    return answer;
  }

  /** Asks for a change. */
  <T> CompletionStage<T> change(
      Operation operation, Supplier<CompletionStage<T>> ask, Consumer<T> happened) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable onwards =
        () ->
            ask(
                ask,
                answer,
                value -> {
                  happened.accept(value);
                  meet(operation.after(), () -> answer.complete(value), answer);
                });
    pass(() -> meet(operation.before(), onwards, answer));
    return answer;
  }

  private <T> void ask(
      Supplier<CompletionStage<T>> ask, CompletableFuture<T> answer, Consumer<T> onwards) {
    if (faults.state() == Faults.State.CUT_OFF) {
      answer.completeExceptionally(cutOff());
      return;
    }
    CompletionStage<T> asked;
    try {
      asked = ask.get();
    } catch (RuntimeException refused) {
      pass(() -> answer.completeExceptionally(refused));
      return;
    }
    asked.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            onwards.accept(value);
          } else {
            pass(() -> answer.completeExceptionally(unwrapped(failure)));
          }
        });
  }

  /** Goes through a point: onwards, unless something goes wrong there. */
  private void meet(Point point, Runnable onwards, CompletableFuture<?> answer) {
    if (dead) {
      return;
    }
    Optional<Effect> effect = faults.reached(point);
    if (effect.isEmpty()) {
      pass(onwards);
    } else if (effect.get() instanceof Effect.Failure failure) {
      pass(() -> answer.completeExceptionally(failure.thrown()));
    } else if (effect.get() instanceof Effect.Delay delay) {
      later(delay.by(), onwards);
    } else if (effect.get() instanceof Effect.Crash) {
      faults.crash();
    } else {
      hold(onwards);
    }
  }

  private void hold(Runnable what) {
    synchronized (held) {
      held.add(what);
    }
  }

  private Timer later(Duration delay, Runnable onwards) {
    return context
        .time()
        .schedule(delay, () -> context.executor().execute(() -> pass(onwards)), "a planned delay");
  }

  /* ---------------------------------------------------- for calls that hold their thread */

  /** Goes through a point on a thread that waits. */
  void meetHere(Point point) throws InterruptedException {
    waitHere();
    Optional<Effect> effect = faults.reached(point);
    if (effect.isEmpty()) {
      return;
    }
    if (effect.get() instanceof Effect.Failure failure) {
      throw failure.thrown();
    } else if (effect.get() instanceof Effect.Delay delay) {
      CompletableFuture<Void> over = new CompletableFuture<>();
      Timer timer = later(delay.by(), () -> over.complete(null));
      try {
        await(over);
      } finally {
        timer.cancel();
      }
    } else if (effect.get() instanceof Effect.Crash) {
      faults.crash();
      await(never);
    } else {
      CompletableFuture<Void> thawed = new CompletableFuture<>();
      hold(() -> thawed.complete(null));
      await(thawed);
    }
  }

  /** Asks for something on a thread that waits. */
  <T> T askHere(Callable<T> ask) throws Exception {
    waitHere();
    if (faults.state() == Faults.State.CUT_OFF) {
      throw cutOff();
    }
    return ask.call();
  }

  private void waitHere() throws InterruptedException {
    if (dead) {
      await(never);
    }
    CompletableFuture<Void> free = new CompletableFuture<>();
    pass(() -> free.complete(null));
    await(free);
  }

  private void await(CompletableFuture<Void> future) throws InterruptedException {
    try {
      context.time().await(future);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("it only ever completes", impossible);
    }
  }

  private static StoreException cutOff() {
    return new StoreException("the node is cut off from its store", null);
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
