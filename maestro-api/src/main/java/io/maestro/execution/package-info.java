/**
 * What becomes of a strategy that is carried out: how an execution ends, what its gate says on the
 * way, and how it does compared with what was expected.
 *
 * <p>Start from {@link io.maestro.execution.Execution} and {@link io.maestro.execution.Reading}.
 */
@NullMarked
package io.maestro.execution;

import org.jspecify.annotations.NullMarked;
