/** The README's example: the shortest host there is. */
@NullMarked
package io.maestro.samples.quickstart;

import org.jspecify.annotations.NullMarked;
