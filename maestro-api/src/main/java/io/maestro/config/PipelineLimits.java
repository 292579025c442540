package io.maestro.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How much a pipeline's queue lets work and wait, on one node.
 *
 * @param concurrency how many parts of flows hold a permit at once
 * @param capacity how many may wait for one when a run is accepted; parts of accepted runs always
 *     get a place
 */
public record PipelineLimits(
    @Min(1) @Max(100_000) int concurrency, @Min(1) @Max(1_000_000) int capacity) {
  /** The concurrency if none is set. */
  public static final int DEFAULT_CONCURRENCY = 16;

  /** The capacity if none is set. */
  public static final int DEFAULT_CAPACITY = 1_024;

  /** Returns the limits of a queue for which none are set. */
  public static PipelineLimits defaults() {
    return new PipelineLimits(DEFAULT_CONCURRENCY, DEFAULT_CAPACITY);
  }
}
