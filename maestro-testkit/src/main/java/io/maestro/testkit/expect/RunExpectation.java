package io.maestro.testkit.expect;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.maestro.run.Failure;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunOutcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * A run that has ended, compared with what a test expects. Each method fails the test, naming the
 * run and what was there instead, or returns this.
 *
 * @param run the run's id
 * @param outcome how it ended
 * @param journal its steps, in the order in which they were first recorded
 * @param <T> the type of the run's value
 */
public record RunExpectation<T>(RunId run, RunOutcome<T> outcome, List<RecordedStep> journal) {
  /** Copies the journal. */
  public RunExpectation {
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    journal = List.copyOf(journal);
  }

  /** Fails unless the run completed. */
  public RunExpectation<T> completed() {
    value();
    return this;
  }

  /** Fails unless the run completed with a value equal to this. */
  public RunExpectation<T> completedWith(T expected) {
    assertEquals(expected, value(), () -> "the value of run " + run);
    return this;
  }

  /** Fails unless the run completed with a value of which this is true. */
  public RunExpectation<T> completedWhere(Predicate<? super T> expected) {
    T value = value();
    assertTrue(expected.test(value), () -> "run " + run + " completed with " + value);
    return this;
  }

  /** Fails unless the run failed in a step, given by its path; {@link Failure#BODY} is one too. */
  public RunExpectation<T> failedIn(String step) {
    assertEquals(step, failure().step(), () -> "where run " + run + " failed, by " + failure());
    return this;
  }

  /** Fails unless the run failed in this way. */
  public RunExpectation<T> failedBy(Failure.Kind kind) {
    assertEquals(kind, failure().kind(), () -> "how run " + run + " failed, by " + failure());
    return this;
  }

  /** Fails unless the run was cancelled for this reason. */
  public RunExpectation<T> cancelled(String reason) {
    String found =
        outcome.fold(
            value -> {
              throw unexpected();
            },
            failure -> {
              throw unexpected();
            },
            cancelled -> cancelled);
    assertEquals(reason, found, () -> "why run " + run + " was cancelled");
    return this;
  }

  /** Fails unless exactly these steps were recorded, by their paths, in this order. */
  public RunExpectation<T> recorded(String... paths) {
    assertEquals(List.of(paths), paths(), () -> "the steps of run " + run);
    return this;
  }

  /** Fails if a step was recorded, whatever came of it. */
  public RunExpectation<T> neverRecorded(String path) {
    assertTrue(
        !paths().contains(requireNonNull(path, "path")),
        () -> "run " + run + " has recorded " + path + ": " + paths());
    return this;
  }

  /** Fails unless a step was recorded after so many attempts. */
  public RunExpectation<T> attempts(String path, int expected) {
    assertEquals(expected, step(path).attempts(), () -> "attempts of " + path + " in run " + run);
    return this;
  }

  /** Returns the run's value; fails if it has none. */
  public T value() {
    return outcome.fold(
        value -> value,
        failure -> {
          throw unexpected();
        },
        cancelled -> {
          throw unexpected();
        });
  }

  private Failure failure() {
    return outcome.fold(
        value -> {
          throw unexpected();
        },
        failure -> failure,
        cancelled -> {
          throw unexpected();
        });
  }

  private AssertionError unexpected() {
    return new AssertionError("run " + run + " ended otherwise: " + outcome);
  }

  private RecordedStep step(String path) {
    requireNonNull(path, "path");
    return journal.stream()
        .filter(step -> step.path().equals(path))
        .findFirst()
        .orElseGet(() -> fail("run " + run + " has not recorded " + path + ": " + paths()));
  }

  private List<String> paths() {
    return journal.stream().map(RecordedStep::path).toList();
  }
}
