/** Programs that measure Maestro and print what they saw; nothing here is published or asserted. */
@NullMarked
package io.maestro.benchmarks;

import org.jspecify.annotations.NullMarked;
