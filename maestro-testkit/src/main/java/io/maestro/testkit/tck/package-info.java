/**
 * The conformance tests that any implementation of a storage SPI must pass.
 *
 * <p>Start from {@link io.maestro.testkit.tck.StateStoreTck}, which an implementer of {@link
 * io.maestro.store.StateStore} extends, and {@link io.maestro.testkit.tck.StoreUnderTest}, which
 * tells it how to open the store and let its time pass.
 */
@NullMarked
package io.maestro.testkit.tck;

import org.jspecify.annotations.NullMarked;
