package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.execution.GateReport;
import io.maestro.execution.Health;
import io.maestro.execution.Mode;
import io.maestro.flow.FlowContext;
import io.maestro.metric.Metrics;
import io.maestro.metric.Observation;
import io.maestro.strategy.Strategy;
import java.util.List;
import java.util.Map;

/**
 * What is to be executed, and the way to say how it goes.
 *
 * @param strategy the version to execute
 * @param mode whether it is for real
 * @param reporter what answers reports
 * @param <S> the type of the specification
 */
public record ExecutionTask<S>(Strategy<S> strategy, Mode mode, Reporter reporter) {
  /** Answers the reports of an execution. */
  @FunctionalInterface
  public interface Reporter {
    /** Answers a report: asks the gate again about what is observed. */
    GateReport report(FlowContext flow, Observation observation);
  }

  /** Checks the parts. */
  public ExecutionTask {
    requireNonNull(strategy, "strategy");
    requireNonNull(mode, "mode");
    requireNonNull(reporter, "reporter");
  }

  /** Returns a task for a unit test without a maestro: its gate is always open. */
  public static <S> ExecutionTask<S> of(Strategy<S> strategy, Mode mode) {
    return new ExecutionTask<>(
        strategy,
        mode,
        (flow, observation) -> new GateReport(1, Map.of(), List.of(), Health.UNKNOWN));
  }

  /** Returns the specification. */
  public S spec() {
    return strategy.spec();
  }

  /**
   * Reports how the execution goes, and asks the gate again; recorded under the name {@code report}
   * of the context, so use {@link FlowContext#at} to report more than once on one. Once the gate
   * has closed it stays closed, and the execution ends as halted whatever the pipeline does; it
   * should stop.
   *
   * @return whether the gate is open, and why not
   */
  public GateReport report(FlowContext flow, Observation observation) {
    return reporter.report(
        requireNonNull(flow, "flow"), requireNonNull(observation, "observation"));
  }

  /** Reports how the execution goes; see {@link #report(FlowContext, Observation)}. */
  public GateReport report(FlowContext flow, Metrics metrics) {
    return report(flow, Observation.of(metrics));
  }
}
