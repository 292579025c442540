package io.maestro.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a run ended. Written once; never changes.
 *
 * @param <T> the type of the run's value
 */
public sealed interface RunOutcome<T> {
  /**
   * Returns what the function for this case makes of it.
   *
   * @param completed called with the value
   * @param failed called with the failure
   * @param cancelled called with the reason
   */
  <U> U fold(
      Function<? super T, ? extends U> completed,
      Function<? super Failure, ? extends U> failed,
      Function<? super String, ? extends U> cancelled);

  /** Returns the value of a completed run, else empty. */
  default Optional<T> value() {
    return fold(Optional::of, failure -> Optional.empty(), reason -> Optional.empty());
  }

  /**
   * The run's code returned.
   *
   * @param result what it returned
   * @param <T> the type of the run's value
   */
  record Completed<T>(T result) implements RunOutcome<T> {
    /** Checks that there is a value. */
    public Completed {
      requireNonNull(result, "result");
    }

    @Override
    public <U> U fold(
        Function<? super T, ? extends U> completed,
        Function<? super Failure, ? extends U> failed,
        Function<? super String, ? extends U> cancelled) {
      return completed.apply(result);
    }
  }

  /**
   * The run could not be carried to its end.
   *
   * @param failure why
   * @param <T> the type of the run's value
   */
  record Failed<T>(Failure failure) implements RunOutcome<T> {
    /** Checks that there is a failure. */
    public Failed {
      requireNonNull(failure, "failure");
    }

    @Override
    public <U> U fold(
        Function<? super T, ? extends U> completed,
        Function<? super Failure, ? extends U> failed,
        Function<? super String, ? extends U> cancelled) {
      return failed.apply(failure);
    }
  }

  /**
   * Somebody cancelled the run.
   *
   * @param reason what they gave as reason
   * @param <T> the type of the run's value
   */
  record Cancelled<T>(String reason) implements RunOutcome<T> {
    /** Checks that there is a reason. */
    public Cancelled {
      requireNonNull(reason, "reason");
    }

    @Override
    public <U> U fold(
        Function<? super T, ? extends U> completed,
        Function<? super Failure, ? extends U> failed,
        Function<? super String, ? extends U> cancelled) {
      return cancelled.apply(reason);
    }
  }
}
