/**
 * What a maestro finds when it starts on a store that has unfinished runs, and what becomes of it.
 *
 * <p>Start from {@link io.maestro.recovery.RecoveryReport}.
 */
@NullMarked
package io.maestro.recovery;

import org.jspecify.annotations.NullMarked;
