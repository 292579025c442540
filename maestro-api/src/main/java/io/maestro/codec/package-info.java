/**
 * How values become bytes for a store, and how they come back.
 *
 * <p>A payload carries its codec's id, a logical type name and a version; never a class name that
 * is loaded. Adapters implement {@link io.maestro.codec.Codec}; hosts meet {@link
 * io.maestro.codec.TypeToken} when a step's type is generic.
 */
@NullMarked
package io.maestro.codec;

import org.jspecify.annotations.NullMarked;
