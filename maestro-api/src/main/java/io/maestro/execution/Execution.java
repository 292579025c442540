package io.maestro.execution;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.strategy.StrategyRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an execution ended: completed, halted on the way, denied before it began, or unknown. All
 * four are answers; that it failed or was cancelled is its run's outcome.
 *
 * @param <X> the type of the host's outcome
 */
public sealed interface Execution<X> {
  /** Returns the version that was, or was to be, executed. */
  StrategyRef strategy();

  /** Returns whether it was for real. */
  Mode mode();

  /**
   * Returns what the function for this case makes of it.
   *
   * @param completed called if the pipeline came to its end with the gate open
   * @param halted called if the gate closed on the way
   * @param denied called if nothing was executed, since the gate was closed from the beginning
   * @param unknown called if nobody can tell what became of a step
   */
  <U> U fold(
      Function<? super Completed<X>, ? extends U> completed,
      Function<? super Halted<X>, ? extends U> halted,
      Function<? super Denied<X>, ? extends U> denied,
      Function<? super Unknown<X>, ? extends U> unknown);

  /** Returns what came of it, whole or in part; empty if it was denied or nobody can tell. */
  default Optional<X> outcome() {
    return fold(
        completed -> Optional.of(completed.value()),
        Halted::value,
        denied -> Optional.empty(),
        unknown -> Optional.empty());
  }

  /** Returns why the gate was or has closed: one or more if it was halted or denied, else none. */
  default List<Denial> reasons() {
    return fold(completed -> List.of(), Halted::reasons, Denied::reasons, unknown -> List.of());
  }

  /** Returns why it was not completed, in words; empty if it was. */
  default String reason() {
    return fold(
        completed -> "",
        halted -> Denial.inWords(halted.reasons()),
        denied -> Denial.inWords(denied.reasons()),
        unknown -> unknown.step() + ": " + unknown.note());
  }

  /** Returns whether it was for practice, and is no evidence. */
  default boolean isRehearsal() {
    return mode() == Mode.REHEARSAL;
  }

  /**
   * The pipeline came to its end with the gate open.
   *
   * @param strategy the version
   * @param mode whether it was for real
   * @param value what came of it
   * @param achieved the metrics of the last report; empty if there was none
   * @param <X> the type of the host's outcome
   */
  record Completed<X>(StrategyRef strategy, Mode mode, X value, Metrics achieved)
      implements Execution<X> {
    /** Checks the parts. */
    public Completed {
      requireNonNull(strategy, "strategy");
      requireNonNull(mode, "mode");
      requireNonNull(value, "value");
      requireNonNull(achieved, "achieved");
    }

    @Override
    public <U> U fold(
        Function<? super Completed<X>, ? extends U> completed,
        Function<? super Halted<X>, ? extends U> halted,
        Function<? super Denied<X>, ? extends U> denied,
        Function<? super Unknown<X>, ? extends U> unknown) {
      return completed.apply(this);
    }
  }

  /**
   * The gate closed on the way.
   *
   * @param strategy the version
   * @param mode whether it was for real
   * @param value what had come of it by then; empty if the pipeline did not say, because a step was
   *     refused and that ended it
   * @param achieved the metrics of the last report
   * @param reasons why the gate closed, when it first did; at least one
   * @param <X> the type of the host's outcome
   */
  record Halted<X>(
      StrategyRef strategy, Mode mode, Optional<X> value, Metrics achieved, List<Denial> reasons)
      implements Execution<X> {
    /** Checks that there is a reason. */
    public Halted {
      requireNonNull(strategy, "strategy");
      requireNonNull(mode, "mode");
      requireNonNull(value, "value");
      requireNonNull(achieved, "achieved");
      reasons = Denial.atLeastOne(reasons);
    }

    @Override
    public <U> U fold(
        Function<? super Completed<X>, ? extends U> completed,
        Function<? super Halted<X>, ? extends U> halted,
        Function<? super Denied<X>, ? extends U> denied,
        Function<? super Unknown<X>, ? extends U> unknown) {
      return halted.apply(this);
    }
  }

  /**
   * The gate was closed from the beginning, or closed before the first step: nothing was executed.
   *
   * @param strategy the version that was asked for
   * @param mode whether it was to be for real
   * @param reasons why; at least one
   * @param <X> the type of the host's outcome
   */
  record Denied<X>(StrategyRef strategy, Mode mode, List<Denial> reasons) implements Execution<X> {
    /** Checks that there is a reason. */
    public Denied {
      requireNonNull(strategy, "strategy");
      requireNonNull(mode, "mode");
      reasons = Denial.atLeastOne(reasons);
    }

    @Override
    public <U> U fold(
        Function<? super Completed<X>, ? extends U> completed,
        Function<? super Halted<X>, ? extends U> halted,
        Function<? super Denied<X>, ? extends U> denied,
        Function<? super Unknown<X>, ? extends U> unknown) {
      return denied.apply(this);
    }
  }

  /**
   * Nobody can tell what became of a step; a person has to look.
   *
   * @param strategy the version
   * @param mode whether it was for real
   * @param step the path of the step in doubt
   * @param note what the reconciliation says of it
   * @param <X> the type of the host's outcome
   */
  record Unknown<X>(StrategyRef strategy, Mode mode, String step, String note)
      implements Execution<X> {
    /** Checks the parts. */
    public Unknown {
      requireNonNull(strategy, "strategy");
      requireNonNull(mode, "mode");
      requireNonNull(step, "step");
      requireNonNull(note, "note");
    }

    @Override
    public <U> U fold(
        Function<? super Completed<X>, ? extends U> completed,
        Function<? super Halted<X>, ? extends U> halted,
        Function<? super Denied<X>, ? extends U> denied,
        Function<? super Unknown<X>, ? extends U> unknown) {
      return unknown.apply(this);
    }
  }
}
