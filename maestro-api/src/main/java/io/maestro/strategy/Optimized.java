package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import java.util.List;
import java.util.Optional;

/**
 * The specification that the optimization chose, with what is expected of it.
 *
 * @param spec the host's specification
 * @param expected what it is expected to achieve
 * @param trials every trial that was made, the failed ones too: how many there were is evidence
 * @param <S> the type of the host's specification
 */
public record Optimized<S>(S spec, Metrics expected, List<Trial<S>> trials)
    implements Decision<Optimized<S>> {
  /** Copies the trials. */
  public Optimized {
    requireNonNull(spec, "spec");
    requireNonNull(expected, "expected");
    trials = List.copyOf(trials);
  }

  /** Returns the choice of a specification. */
  public static <S> Optimized<S> of(S spec, Metrics expected) {
    return new Optimized<>(spec, expected, List.of());
  }

  /**
   * Returns the choice of the best trial by one metric, or the decision to stop if no trial has it.
   * Of equals the first is best.
   */
  public static <S> Decision<Optimized<S>> best(List<Trial<S>> trials, MetricKey metric) {
    return Trial.best(trials, metric)
        .<Decision<Optimized<S>>>map(best -> new Optimized<>(best.spec(), best.metrics(), trials))
        .orElseGet(
            () -> Decision.stop("none of " + trials.size() + " trials has " + metric.name()));
  }

  /** Returns this choice with the trials that led to it. */
  public Optimized<S> after(List<Trial<S>> made) {
    return new Optimized<>(spec, expected, made);
  }

  @Override
  public Optional<Optimized<S>> envelope() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return "";
  }
}
