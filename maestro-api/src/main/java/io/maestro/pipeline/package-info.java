/**
 * What a host writes: one plain function for each stage of a strategy's life, and the task it is
 * handed.
 *
 * <p>Pipelines are called on a worker thread, many at once for different runs; they may block in
 * steps and may throw, which fails the run after the retries of the step concerned. They are
 * durable code: see {@link io.maestro.flow.FlowContext} for the rule.
 */
@NullMarked
package io.maestro.pipeline;

import org.jspecify.annotations.NullMarked;
