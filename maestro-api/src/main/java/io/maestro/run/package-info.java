/**
 * One durable execution of a workflow: its identity, options, state, outcome and handle.
 *
 * <p>Start from {@link io.maestro.run.Run} and {@link io.maestro.run.RunOptions}.
 */
@NullMarked
package io.maestro.run;

import org.jspecify.annotations.NullMarked;
