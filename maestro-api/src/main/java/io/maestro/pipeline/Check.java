package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.FlowContext;
import io.maestro.metric.Threshold;
import io.maestro.strategy.CheckResult;

/**
 * Judges a candidate. See the package for threading; what it throws is the verdict ERROR, so it
 * never passes by breaking.
 *
 * @param <R> the type of the research's data
 * @param <A> the type of the analysis's view
 * @param <S> the type of the specification
 */
@FunctionalInterface
public interface Check<R, A, S> {
  /**
   * Judges a candidate.
   *
   * @throws Exception for the verdict ERROR
   */
  CheckResult examine(Candidate<? extends R, ? extends A, ? extends S> candidate, FlowContext flow)
      throws Exception;

  /**
   * Returns the check that the candidate's expected metrics keep a threshold: PASS if they do, FAIL
   * if not, INCONCLUSIVE if the metric is missing or rests on too few samples.
   */
  static Check<Object, Object, Object> that(Threshold threshold) {
    requireNonNull(threshold, "threshold");
    return (candidate, flow) -> ThresholdCheck.examine(threshold, candidate.metrics());
  }
}
