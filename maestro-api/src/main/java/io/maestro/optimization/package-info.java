/**
 * Continuous optimization: when a strategy is worth optimizing again, what was decided and why, and
 * the loop that keeps deciding.
 *
 * <p>Start from {@link io.maestro.optimization.Reoptimization}, the policy of a kind, and {@link
 * io.maestro.optimization.OptimizationLoop}, the handle on a loop. Triggers and guards are values
 * that decide by what they are given alone: the same situation and memory give the same decision.
 */
@NullMarked
package io.maestro.optimization;

import org.jspecify.annotations.NullMarked;
