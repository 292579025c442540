/**
 * The log: lines, events, errors and metrics, with the run's ids added and secrets masked.
 *
 * <p>Start from {@link io.maestro.log.MaestroLogger}; hosts that keep lines elsewhere than in SLF4J
 * implement {@link io.maestro.log.LogSink}.
 */
@NullMarked
package io.maestro.log;

import org.jspecify.annotations.NullMarked;
