package io.maestro.metric;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A bound that a metric must keep, with the number of samples it takes to be sure.
 *
 * @param key the metric
 * @param relation which side of the bound is good
 * @param bound the bound, finite, itself still good
 * @param minSamples how many samples the metric must rest on to say anything, 1 or more
 */
public record Threshold(MetricKey key, Relation relation, double bound, long minSamples) {
  /** Which side of the bound is good. */
  public enum Relation {
    /** The bound or more. */
    AT_LEAST,
    /** The bound or less. */
    AT_MOST
  }

  /** What a threshold says of a set of metrics. */
  public enum Answer {
    /** The metric keeps the bound. */
    KEPT,
    /** The metric breaks the bound. */
    BROKEN,
    /** The metric is missing or rests on too few samples. */
    UNKNOWN
  }

  /** Checks the bound and the sample count. */
  public Threshold {
    requireNonNull(key, "key");
    requireNonNull(relation, "relation");
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException("a threshold's bound must be finite: " + bound);
    }
    if (minSamples < 1) {
      throw new IllegalArgumentException("minSamples must be 1 or more: " + minSamples);
    }
  }

  /** Returns the threshold that a metric keeps at the bound or above. */
  public static Threshold atLeast(MetricKey key, double bound) {
    return new Threshold(key, Relation.AT_LEAST, bound, 1);
  }

  /** Returns the threshold that a metric keeps at the bound or below. */
  public static Threshold atMost(MetricKey key, double bound) {
    return new Threshold(key, Relation.AT_MOST, bound, 1);
  }

  /**
   * Returns this threshold, asking for a number of samples. On fewer it says {@link
   * Answer#UNKNOWN}, whatever the value.
   *
   * <p>An execution that a gate halts early reports fewer samples than a whole one. A trigger that
   * asks for the samples of a whole one never counts it, however bad it was; so ask a trigger for
   * no more samples than an execution has when its gate may close.
   */
  public Threshold minSamples(long samples) {
    return new Threshold(key, relation, bound, samples);
  }

  /** Returns what this threshold says of the metrics. */
  public Answer test(Metrics metrics) {
    Optional<MetricValue> found = metrics.find(key);
    if (found.isEmpty() || found.get().samples() < minSamples) {
      return Answer.UNKNOWN;
    }
    return keeps(found.get().value()) ? Answer.KEPT : Answer.BROKEN;
  }

  private boolean keeps(double value) {
    return relation == Relation.AT_LEAST ? value >= bound : value <= bound;
  }

  /**
   * Returns the threshold beside a value, for people: such as {@code answers >= 40 per day,
   * observed 38.25}.
   *
   * <p>Both numbers have at most 6 significant digits, more only where that is not enough to tell
   * them apart or to show the digits before the point, and are the same in every locale.
   */
  public String inWords(MetricValue observed) {
    String limit = Rounded.of(bound);
    String seen = Rounded.of(observed.value());
    boolean isBlurred = limit.equals(seen) && bound != observed.value();
    return isBlurred
        ? words(String.valueOf(bound)) + ", observed " + observed.value()
        : words(limit) + ", observed " + seen;
  }

  /** Returns the threshold in words, to the last digit, such as {@code answers >= 40.0 per day}. */
  @Override
  public String toString() {
    return words(String.valueOf(bound));
  }

  private String words(String limit) {
    String sign = relation == Relation.AT_LEAST ? ">=" : "<=";
    String unit = key.unit().isEmpty() ? "" : " " + key.unit();
    return key.name() + " " + sign + " " + limit + unit;
  }
}
