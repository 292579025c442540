package io.maestro.testkit.time;

import static java.util.Objects.requireNonNull;

import io.maestro.time.TimeSource;
import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Time that stands still until a test lets it pass.
 *
 * <p>A maestro that is built with this source and its {@link #executor()} does all its work while
 * the test waits: {@link #advance} and {@link #runUntilIdle} return when nothing is left to do
 * before the time reached, and {@link #await} lets time pass until a future is done. One owner of
 * time and of the threads: nothing is ever slept for.
 *
 * <p>Thread-safe, but time is moved by one thread at a time, the test's. Close it to end its
 * threads.
 */
public final class VirtualTime implements TimeSource, AutoCloseable {
  /** Where time starts unless it is told otherwise. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  /** The longest virtual time that {@link #await} lets pass. */
  public static final Duration LONGEST_WAIT = Duration.ofDays(36_500);

  /** After so many timers that all are for what others were for, only heartbeats are left. */
  private static final int SAME_OLD_TIMERS = 200_000;

  private final Agenda agenda;
  private final WorkThreads threads;

  private VirtualTime(Instant start, WorkThreads threads) {
    this.agenda = new Agenda(start);
    this.threads = threads;
  }

  /** Returns time that stands at {@link #DEFAULT_START}. */
  public static VirtualTime create() {
    return startingAt(DEFAULT_START);
  }

  /** Returns time that stands at an instant. */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(requireNonNull(start, "start"), new TrackedThreads());
  }

  /**
   * Returns time that stands at {@link #DEFAULT_START} and whose threads take turns: one at a time
   * does something, only while the test waits, and who is next is drawn. The same seed gives the
   * same order, so that what goes wrong once goes wrong again.
   *
   * @param seed of the order
   */
  public static VirtualTime inTurns(long seed) {
    return new VirtualTime(DEFAULT_START, new TurnTakingThreads(seed));
  }

  /** Returns the executor whose work this time waits for; give it to the maestro's builder. */
  public Executor executor() {
    return threads;
  }

  @Override
  public Instant now() {
    return agenda.now();
  }

  @Override
  public long nanos() {
    return agenda.nanos();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task, String purpose) {
    return agenda.add(delay, requireNonNull(task, "task"), requireNonNull(purpose, "purpose"));
  }

  /**
   * Lets time pass, doing everything that falls due on the way, in order, each at its time.
   *
   * @param duration zero to {@link #LONGEST_WAIT}
   */
  public void advance(Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "time is advanced by 0 to " + LONGEST_WAIT.toDays() + " days: " + duration);
    }
    long until = agenda.nanos() + duration.toNanos();
    runUntilIdle();
    while (fireNext(until).isPresent()) {
      runUntilIdle();
    }
    agenda.moveTo(until);
  }

  /** Waits until nothing is left to do at the present time. */
  public void runUntilIdle() {
    threads.awaitIdle();
    while (fireNext(agenda.nanos()).isPresent()) {
      threads.awaitIdle();
    }
  }

  /** Lets the next timer go off, and returns what it was for. */
  private Optional<String> fireNext(long until) {
    Optional<Agenda.Entry> due = agenda.takeDueBy(until);
    due.ifPresent(entry -> entry.task().run());
    return due.map(Agenda.Entry::purpose);
  }

  /**
   * Moves the wall clock, and it alone: what a step of the system's clock does.
   *
   * @param jump forward, or backward if negative; all jumps together stay within {@link
   *     #LONGEST_WAIT}
   */
  public void jumpWall(Duration jump) {
    agenda.jumpWall(jump);
  }

  /** Returns what the pending timers are for, the soonest first. */
  public List<String> pendingTimers() {
    return agenda.purposes();
  }

  /**
   * Waits until a future is done, letting time pass from timer to timer if need be.
   *
   * <p>On a thread of the {@link #executor()} it waits instead for the test to let time pass.
   *
   * @throws StalledException if the future is not done and nothing is left that could complete it;
   *     it names what waits
   */
  @Override
  public <T> T await(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
    if (threads.isCurrent()) {
      threads.park(future);
    } else {
      drive(future);
    }
    return future.get();
  }

  private void drive(CompletableFuture<?> future) {
    long latest = agenda.nanos() + LONGEST_WAIT.toNanos();
    Set<String> purposes = new HashSet<>();
    int nothingNew = 0;
    runUntilIdle();
    while (!future.isDone()) {
      Optional<String> fired = fireNext(latest);
      runUntilIdle(); // first, so that what a stall is told to wait for is all there
      nothingNew = fired.filter(purposes::add).isPresent() ? 0 : nothingNew + 1;
      if (!future.isDone() && (fired.isEmpty() || nothingNew > SAME_OLD_TIMERS)) {
        throw new StalledException(whatWaits());
      }
    }
  }

  private String whatWaits() {
    List<String> waiting = new ArrayList<>(threads.parkedStacks());
    waiting.addAll(agenda.purposes());
    return "the future is not done, nothing is running, and of the timers none within "
        + LONGEST_WAIT.toDays()
        + " days completes it; time stands at "
        + now()
        + (waiting.isEmpty() ? "; nothing waits" : "; waiting: " + waiting);
  }

  /**
   * Returns a future's value, letting time pass until it is there.
   *
   * @throws AssertionError if the future fails; its cause is the failure
   */
  public <T> T get(CompletableFuture<T> future) {
    try {
      return await(future);
    } catch (ExecutionException failed) {
      throw new AssertionError("the future failed: " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", interrupted);
    }
  }

  /**
   * Returns what a future fails with, letting time pass until it does.
   *
   * @throws AssertionError if it does not fail
   */
  public Throwable failure(CompletableFuture<?> future) {
    try {
      Object value = await(future);
      throw new AssertionError("the future did not fail but gave " + value);
    } catch (ExecutionException failed) {
      return failed.getCause() == null ? failed : failed.getCause();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", interrupted);
    }
  }

  /**
   * Waits, on a thread of the {@link #executor()}, while the test lets so much time pass: what a
   * step that takes its time does.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public void pass(Duration duration) throws InterruptedException {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Timer timer = schedule(duration, () -> over.complete(null), "time passing in a step");
    try {
      await(over);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("time does not fail", impossible);
    } finally {
      timer.cancel();
    }
  }

  /**
   * Returns the stacks of the threads that are in the middle of something, for a leak's message.
   */
  public List<String> busyThreads() {
    return threads.busyStacks();
  }

  /** Ends the threads: interrupts what they do, waits for them. */
  @Override
  public void close() {
    threads.close();
  }
}
