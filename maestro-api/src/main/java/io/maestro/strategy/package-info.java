/**
 * What the life of a strategy is made of: envelopes around the host's payloads, verdicts, versions.
 *
 * <p>Start from {@link io.maestro.strategy.Strategy} and {@link io.maestro.strategy.Development}.
 */
@NullMarked
package io.maestro.strategy;

import org.jspecify.annotations.NullMarked;
