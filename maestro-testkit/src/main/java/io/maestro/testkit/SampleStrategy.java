package io.maestro.testkit;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import io.maestro.run.RunId;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Lineage;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes a version of a strategy for unit tests of pipelines and gates, as if it had been developed:
 * by default it passed its checks at the epoch and may be relied on for 30 days. Immutable; each
 * method returns a changed copy.
 *
 * @param <S> the type of the specification
 */
public final class SampleStrategy<S> {
  private static final Duration VALID_FOR = Duration.ofDays(30);

  private final S spec;
  private final StrategyRef ref;
  private final Metrics expected;
  private final CheckResult check;
  private final Instant at;

  private SampleStrategy(S spec, StrategyRef ref, Metrics expected, CheckResult check, Instant at) {
    this.spec = spec;
    this.ref = ref;
    this.expected = expected;
    this.check = check;
    this.at = at;
  }

  /** Returns a version with a specification, of which nothing is expected. */
  public static <S> SampleStrategy<S> of(S spec) {
    return new SampleStrategy<>(
        requireNonNull(spec, "spec"),
        new StrategyRef("sample", "sample", 1),
        Metrics.none(),
        CheckResult.pass("a sample"),
        Instant.EPOCH);
  }

  /** Returns this version under another reference. */
  public SampleStrategy<S> named(StrategyRef reference) {
    return new SampleStrategy<>(spec, requireNonNull(reference, "reference"), expected, check, at);
  }

  /** Returns this version, expected to achieve metrics. */
  public SampleStrategy<S> expecting(Metrics metrics) {
    return new SampleStrategy<>(spec, ref, requireNonNull(metrics, "metrics"), check, at);
  }

  /** Returns this version, refused by its check. */
  public SampleStrategy<S> rejected(String reason) {
    return new SampleStrategy<>(spec, ref, expected, CheckResult.fail(reason), at);
  }

  /** Returns this version, made and checked at a time. */
  public SampleStrategy<S> madeAt(Instant time) {
    return new SampleStrategy<>(spec, ref, expected, check, requireNonNull(time, "time"));
  }

  /** Returns the version. */
  public Strategy<S> build() {
    return new Strategy<>(
        ref,
        spec,
        expected,
        new ValidationReport(
            Map.of("sample", check), ValidationReport.Warnings.BLOCK, at, at.plus(VALID_FOR)),
        new Lineage(
            RunId.of("sample"),
            OptionalInt.empty(),
            "a sample",
            new Lineage.Origin(ref.name(), Map.of(), ""),
            List.of(),
            0),
        at);
  }
}
