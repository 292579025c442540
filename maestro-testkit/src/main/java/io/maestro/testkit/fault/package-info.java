/**
 * What can go wrong between a maestro and its store, made to happen where and when a test wants it.
 *
 * <p>Start from {@link io.maestro.testkit.fault.Faults}.
 */
@NullMarked
package io.maestro.testkit.fault;

import org.jspecify.annotations.NullMarked;
