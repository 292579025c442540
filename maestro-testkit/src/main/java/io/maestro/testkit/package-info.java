/**
 * What a host's tests need: a maestro on virtual time, scripted steps, recordings, and the check
 * that durable code may be entered again.
 *
 * <p>Start from {@link io.maestro.testkit.MaestroExtension}.
 */
@NullMarked
package io.maestro.testkit;

import org.jspecify.annotations.NullMarked;
