package io.maestro.pipeline;

import static java.util.Objects.requireNonNull;

import io.maestro.flow.FlowContext;
import io.maestro.metric.MetricKey;
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
   * The id of the check that a version made for a loop gets if its kind has a primary metric and no
   * check of this id: {@link #noWorseThanBefore} with the kind's metric and tolerance, where the
   * version before was observed.
   */
  String NO_WORSE_THAN_BEFORE = "no-worse-than-before";

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

  /**
   * Returns the check that a candidate is expected to do no worse than the version that it is to
   * follow: as that one was last observed, or was expected to do if it was not. PASS if so, or if
   * it follows none; FAIL if not; INCONCLUSIVE if either has no such metric.
   *
   * <p>It compares a promise with what has been seen. Where both specifications can be measured on
   * the same data, write a check that measures them; {@link Candidate#following()} has the other.
   *
   * @param tolerance by how much it may be worse, as a share of the other value's magnitude;
   *     finite, zero or more
   */
  static Check<Object, Object, Object> noWorseThanBefore(MetricKey metric, double tolerance) {
    requireNonNull(metric, "metric");
    if (!Double.isFinite(tolerance) || tolerance < 0) {
      throw new IllegalArgumentException("a tolerance is finite, zero or more: " + tolerance);
    }
    return (candidate, flow) -> ComparedBefore.examine(metric, tolerance, candidate);
  }
}
