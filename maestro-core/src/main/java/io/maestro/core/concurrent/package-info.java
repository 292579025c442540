/** The only place that makes threads and reads the JVM's clocks. */
@NullMarked
package io.maestro.core.concurrent;

import org.jspecify.annotations.NullMarked;
