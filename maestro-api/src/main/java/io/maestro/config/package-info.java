/**
 * What can be set on a maestro, with defaults, validated as a whole when it starts.
 *
 * <p>Start from {@link io.maestro.config.MaestroConfig}.
 */
@NullMarked
package io.maestro.config;

import org.jspecify.annotations.NullMarked;
