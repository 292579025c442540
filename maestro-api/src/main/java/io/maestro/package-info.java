/**
 * The facade of Maestro: what a host holds in its hands.
 *
 * <p>A maestro is built and started by {@code io.maestro.core.Maestro.builder()}. Start from {@link
 * io.maestro.StrategyMaestro}.
 */
@NullMarked
package io.maestro;

import org.jspecify.annotations.NullMarked;
