package io.maestro.core.optimization;

import io.maestro.core.engine.Engine;
import io.maestro.core.engine.Futures;
import io.maestro.kind.StrategyKind;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.TickRequest;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.strategy.StrategyRef;
import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The optimization loops of a maestro: their clocks, and their handles. Thread-safe. */
public final class OptimizationLoops {
  /** No kind's name. */
  private static final String EVERY_KIND = "";

  private static final Duration LONGEST_UNSEEN = Duration.ofMinutes(1);

  private final ImprovableKinds kinds;
  private final Engine engine;
  private final TimeSource time;
  private final Duration interval;
  private final Map<LoopName, LoopClock> clocks = new ConcurrentHashMap<>();
  private final Object lock = new Object();
  private final Map<String, Timer> searches = new HashMap<>();
  private volatile boolean closed;

  /**
   * Makes the loops of an engine that knows the ticks' workflows.
   *
   * @param interval how often loops tick unless they say otherwise
   */
  public OptimizationLoops(
      ImprovableKinds kinds, Engine engine, TimeSource time, Duration interval) {
    this.kinds = kinds;
    this.engine = engine;
    this.time = time;
    this.interval = interval;
  }

  /**
   * Finds the loops that are on and goes on with them.
   *
   * @param again how often to look for loops that other nodes have started; empty if there are none
   */
  public void start(Optional<Duration> again) {
    kinds.names().forEach(this::goOn);
    again.ifPresent(this::searchAgain);
  }

  private void goOn(String kind) {
    Futures.whenDone(
        documents().ticking(kind),
        (found, failure) -> {
          if (failure == null) {
            found.forEach(this::drive);
          } else {
            notFound(kind, failure);
          }
        });
  }

  private void notFound(String kind, Throwable failure) {
    if (!closed) {
      problem("looking for the optimization loops of " + kind, failure);
      after(LONGEST_UNSEEN, kind, () -> goOn(kind));
    }
  }

  private void searchAgain(Duration pollEvery) {
    Duration pause = pollEvery.compareTo(LONGEST_UNSEEN) > 0 ? pollEvery : LONGEST_UNSEEN;
    after(
        pause,
        EVERY_KIND,
        () -> {
          kinds.names().forEach(this::goOn);
          searchAgain(pollEvery);
        });
  }

  private void after(Duration pause, String of, Runnable task) {
    synchronized (lock) {
      if (!closed) {
        searches.put(
            of, time.schedule(pause, () -> onWorker(task), "looking for optimization loops"));
      }
    }
  }

  /** Starts a loop, or finds the one that is on. */
  public <S> OptimizationLoop<S> start(
      StrategyKind<?, ?, S, ?> kind, StrategyRef version, LoopOptions options) {
    if (!version.kind().equals(kind.name())) {
      throw new IllegalArgumentException(
          version + " is not a version of kind " + kind.name() + "; pass the kind that made it");
    }
    LoopName loop = LoopName.of(version);
    return new LoopHandle<>(this, loop, kind.specType(), turnOn(loop, kind, version, options));
  }

  private <S> CompletableFuture<LoopMemory> turnOn(
      LoopName loop, StrategyKind<?, ?, S, ?> kind, StrategyRef version, LoopOptions options) {
    if (closed) {
      return CompletableFuture.failedFuture(closed(loop));
    }
    if (!kinds.knows(kind)) {
      return CompletableFuture.failedFuture(
          loop.refusal(
              Reason.NOT_REGISTERED,
              "kind " + kind.name() + " is not registered; register it on the builder"));
    }
    return CompletableFuture.completedFuture(version)
        .thenCompose(ref -> kinds.strategies().find(ref, kind.specType()))
        .thenApply(found -> found.orElseThrow(() -> unknown(loop, version)))
        .thenCompose(found -> turnOn(loop, version, options))
        .thenApply(
            memory -> {
              if (memory.nextTick().isPresent() || clocks.containsKey(loop)) {
                drive(loop);
              }
              return memory;
            });
  }

  private CompletableFuture<LoopMemory> turnOn(
      LoopName loop, StrategyRef version, LoopOptions options) {
    return documents()
        .put(
            loop,
            before ->
                NextMemory.started(
                    before, version, intervalOf(options), options.tags(), time.now()));
  }

  private Optional<Duration> intervalOf(LoopOptions options) {
    return options.isOnDemand()
        ? Optional.empty()
        : Optional.of(options.interval().orElse(interval));
  }

  private static RunRejectedException unknown(LoopName loop, StrategyRef version) {
    return loop.refusal(
        Reason.UNKNOWN_STRATEGY,
        "kind %s has no version %d of strategy %s; develop it first"
            .formatted(version.kind(), version.version(), version.name()));
  }

  RunRejectedException closed(LoopName loop) {
    return loop.refusal(Reason.CLOSED, "the maestro is closed");
  }

  private void drive(LoopName loop) {
    boolean isAwake = false;
    while (!closed && !isAwake) {
      LoopClock clock = clocks.computeIfAbsent(loop, name -> new LoopClock(this, name));
      isAwake = clock.wake();
      if (!isAwake) { // it has given up meanwhile
        clocks.remove(loop, clock);
      }
    }
    if (closed) { // it may have been made after the others were closed
      close();
    }
  }

  void retired(LoopName loop, LoopClock clock) {
    clocks.remove(loop, clock);
  }

  /** Does a tick by hand, also of a loop that was stopped, and completes when it is over. */
  CompletableFuture<OptimizationDecision> tickNow(LoopName loop, long number) {
    return begun(loop, number).thenCompose(memory -> tick(loop, number, memory));
  }

  /**
   * Does a tick that is due, and completes when it is over. It is begun in the loop's memory first:
   * a stop comes before that, and there is no tick, or after it, and waits for the tick.
   */
  CompletableFuture<Void> tickDue(LoopName loop, long number) {
    return begun(loop, number)
        .thenCompose(
            memory ->
                NextMemory.inWork(memory).equals(OptionalLong.of(number))
                    ? tick(loop, number, memory).thenApply(decision -> null)
                    : CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<LoopMemory> begun(LoopName loop, long number) {
    return documents()
        .change(
            loop,
            memory -> {
              LoopMemory next = NextMemory.begun(memory, number);
              return new LoopDocuments.Change<>(next, next);
            });
  }

  private CompletableFuture<OptimizationDecision> tick(
      LoopName loop, long number, LoopMemory memory) {
    RunOptions options = RunOptions.named(loop.tick(number).value());
    for (Map.Entry<String, String> tag : memory.tags().entrySet()) {
      options = options.tag(tag.getKey(), tag.getValue());
    }
    Run<OptimizationDecision> run =
        engine.start(
            kinds.tick(loop.kind()),
            new TickRequest(loop.kind(), loop.strategy(), number),
            options);
    return over(loop, number, run);
  }

  /** Completes when a tick's run is over and what came of it is remembered, whoever does that. */
  private CompletableFuture<OptimizationDecision> over(
      LoopName loop, long number, Run<OptimizationDecision> run) {
    return run.outcome()
        .thenCompose(outcome -> new TickEnd(documents(), loop, number, time).settle(outcome))
        .thenCompose(settled -> documents().decision(loop, number))
        .whenComplete((decision, failure) -> kinds.inWork().release(loop, number));
  }

  /** Turns a loop off. */
  CompletableFuture<Void> stop(LoopName loop, String reason) {
    return documents()
        .change(
            loop,
            memory -> {
              LoopMemory next = NextMemory.stopped(memory, reason);
              return new LoopDocuments.Change<>(next, next);
            })
        .thenCompose(memory -> lastTickOver(loop, memory));
  }

  private CompletableFuture<Void> lastTickOver(LoopName loop, LoopMemory memory) {
    LoopClock clock = clocks.get(loop);
    if (clock != null) {
      clock.wake(); // it gives up if the loop is still off by then
    }
    long number = memory.ticks() + 1;
    CompletableFuture<OptimizationDecision> last =
        NextMemory.inWork(memory).isPresent()
            ? tick(loop, number, memory) // its run may not be there yet
            : over(loop, number, engine.handle(loop.tick(number), kinds.decisionType()));
    return last.<Void>thenApply(decision -> null)
        .exceptionallyCompose(
            failure ->
                isUnknown(failure)
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isUnknown(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof RunRejectedException refused && refused.reason() == Reason.UNKNOWN_RUN;
  }

  /** Starts no tick any more; those in work are the engine's. */
  public void close() {
    synchronized (lock) {
      closed = true;
      searches.values().forEach(Timer::cancel);
    }
    clocks.values().forEach(LoopClock::close);
  }

  boolean isClosed() {
    return closed;
  }

  LoopDocuments documents() {
    return kinds.documents();
  }

  ImprovableKinds kinds() {
    return kinds;
  }

  TimeSource time() {
    return time;
  }

  void onWorker(Runnable task) {
    engine.onWorker(task);
  }

  void problem(String where, Throwable cause) {
    engine.problem(where, cause);
  }

  <T> CompletableFuture<T> handOut(CompletableFuture<T> inner) {
    return engine.handOut(inner);
  }
}
