/**
 * Versioned state of a host's components, kept in the maestro's store.
 *
 * <p>Start from {@link io.maestro.state.StateManager} and {@link io.maestro.state.StateKey}.
 */
@NullMarked
package io.maestro.state;

import org.jspecify.annotations.NullMarked;
