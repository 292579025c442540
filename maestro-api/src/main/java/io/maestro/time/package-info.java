/**
 * The one source of time.
 *
 * <p>The engine reads clocks and sets timers only through {@link io.maestro.time.TimeSource}, so
 * that a test can let a thousand days pass in a second. Hosts rarely implement it: the testkit
 * brings a virtual one.
 */
@NullMarked
package io.maestro.time;

import org.jspecify.annotations.NullMarked;
