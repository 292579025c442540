/**
 * The storage SPI: where runs and documents live.
 *
 * <p>Implemented by adapters, called by the engine. Small on purpose: documents with
 * compare-and-set, runs with leases and atomic writes, an export as of one moment and an
 * all-or-nothing restore. Start from {@link io.maestro.store.StateStore} and {@link
 * io.maestro.store.RunStore}.
 */
@NullMarked
package io.maestro.store;

import org.jspecify.annotations.NullMarked;
