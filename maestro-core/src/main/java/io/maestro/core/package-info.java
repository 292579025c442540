/**
 * The way in: {@link io.maestro.core.Maestro#builder()} builds and starts a maestro.
 *
 * <p>The engine behind it is not public; everything a host meets is in the api module.
 */
@NullMarked
package io.maestro.core;

import org.jspecify.annotations.NullMarked;
