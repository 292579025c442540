package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.Each;
import io.maestro.flow.FlowContext;
import io.maestro.flow.StepFailedException;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.run.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One specification that was tried, and what came of it.
 *
 * @param spec the host's specification
 * @param metrics what it achieved; empty if the trial failed
 * @param failure why the trial failed, if it did: a failed trial is never a bad score
 * @param <S> the type of the host's specification
 */
public record Trial<S>(S spec, Metrics metrics, Optional<Failure> failure) {
  /** Checks the parts. */
  public Trial {
    requireNonNull(spec, "spec");
    requireNonNull(metrics, "metrics");
    requireNonNull(failure, "failure");
  }

  /** Returns a trial that gave metrics. */
  public static <S> Trial<S> of(S spec, Metrics metrics) {
    return new Trial<>(spec, metrics, Optional.empty());
  }

  /** Returns a trial that failed. */
  public static <S> Trial<S> failed(S spec, Failure failure) {
    return new Trial<>(spec, Metrics.none(), Optional.of(failure));
  }

  /**
   * Tries specifications side by side, each recorded on its own and never run again once recorded.
   *
   * @param name the name of the group of steps
   * @param specs the specifications
   * @param key gives each its key, whose text must be unique among them
   * @param measure measures one of them, as a step; if it fails for good, so does this trial alone
   * @return the trials in the order of the specifications
   */
  public static <S> List<Trial<S>> each(
      FlowContext flow,
      String name,
      List<S> specs,
      Function<? super S, ?> key,
      Each.ItemStep<? super S, Metrics> measure) {
    return flow.each(name, specs, key)
        .<Trial<S>>flow((spec, trial) -> measured(spec, trial, measure))
        .join();
  }

  private static <S> Trial<S> measured(
      S spec, FlowContext trial, Each.ItemStep<? super S, Metrics> measure) {
    try {
      return of(spec, trial.step("measure", Metrics.class, step -> measure.run(spec, step)));
    } catch (StepFailedException failed) {
      return failed(spec, failed.failure());
    }
  }

  /** Returns the best trial by one metric; of equals the first, empty if none has it. */
  public static <S> Optional<Trial<S>> best(List<Trial<S>> trials, MetricKey metric) {
    return trials.stream()
        .filter(trial -> trial.metrics().value(metric).isPresent())
        .reduce((best, next) -> isBetter(metric, next, best) ? next : best);
  }

  private static boolean isBetter(MetricKey metric, Trial<?> first, Trial<?> second) {
    return metric.isBetter(
        first.metrics().value(metric).orElseThrow(), second.metrics().value(metric).orElseThrow());
  }
}
