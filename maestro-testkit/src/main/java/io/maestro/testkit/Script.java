package io.maestro.testkit;

import io.maestro.flow.StepCode;
import io.maestro.flow.StepContext;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The code of a step that does as it is told: returns, takes its time, fails some times, hangs.
 * Each method adds to what it does at a call. Thread-safe once it is given away.
 *
 * @param <T> the type of its value
 */
public final class Script<T> implements StepCode<T> {
  private interface Act {
    void play(StepContext step, int call) throws Exception;
  }

  private final Supplier<T> value;
  private final List<Act> acts = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();

  private Script(Supplier<T> value) {
    this.value = value;
  }

  /** Returns a script that returns a value. */
  public static <T> Script<T> returning(T value) {
    Objects.requireNonNull(value, "value");
    return new Script<>(() -> value);
  }

  /** Makes each call take its time. */
  public Script<T> taking(Duration duration, VirtualTime time) {
    acts.add((step, call) -> time.pass(duration));
    return this;
  }

  /** Makes the first calls fail. */
  public Script<T> failing(int times, Supplier<? extends Exception> failure) {
    acts.add(
        (step, call) -> {
          if (call <= times) {
            throw failure.get();
          }
        });
    return this;
  }

  /** Makes the first calls hang until they are interrupted. */
  public Script<T> hanging(int times, VirtualTime time) {
    acts.add(
        (step, call) -> {
          if (call <= times) {
            time.pass(VirtualTime.LONGEST_WAIT);
          }
        });
    return this;
  }

  /**
   * Makes each call stop where it can be paused.
   *
   * @param points how many times, 0 to 10,000
   * @param apart how far apart
   */
  public Script<T> pausable(int points, Duration apart, VirtualTime time) {
    if (points < 0 || points > 10_000) {
      throw new IllegalArgumentException("points must be 0 to 10,000: " + points);
    }
    acts.add(
        (step, call) -> {
          for (int point = 0; point < points; point++) {
            time.pass(apart);
            step.pausePoint();
          }
        });
    return this;
  }

  /** Returns how often it was called. */
  public int calls() {
    return calls.get();
  }

  @Override
  public T run(StepContext step) throws Exception {
    int call = calls.incrementAndGet();
    for (Act act : acts) {
      act.play(step, call);
    }
    return value.get();
  }
}
