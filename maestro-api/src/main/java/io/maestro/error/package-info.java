/**
 * The root of Maestro's exceptions and the few of them that belong to no single concept.
 *
 * <p>A refusal by a strategy is a value; an exception means that the machinery could not do what
 * was asked. Start from {@link io.maestro.error.MaestroException}.
 */
@NullMarked
package io.maestro.error;

import org.jspecify.annotations.NullMarked;
