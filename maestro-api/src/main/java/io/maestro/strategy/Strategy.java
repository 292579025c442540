package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import io.maestro.metric.Metrics;
import java.time.Instant;

/**
 * One version of a strategy: immutable, whatever becomes of it.
 *
 * @param ref its identity
 * @param spec the host's specification
 * @param expected what it is expected to achieve
 * @param report what the checks said of it
 * @param lineage where it comes from
 * @param createdAt when it was made
 * @param <S> the type of the host's specification
 */
public record Strategy<S>(
    StrategyRef ref,
    S spec,
    Metrics expected,
    ValidationReport report,
    Lineage lineage,
    Instant createdAt) {
  /** Checks the parts. */
  public Strategy {
    requireNonNull(ref, "ref");
    requireNonNull(spec, "spec");
    requireNonNull(expected, "expected");
    requireNonNull(report, "report");
    requireNonNull(lineage, "lineage");
    requireNonNull(createdAt, "createdAt");
  }
}
