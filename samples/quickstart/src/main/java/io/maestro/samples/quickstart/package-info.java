/** The shortest host there is. */
@NullMarked
package io.maestro.samples.quickstart;

import org.jspecify.annotations.NullMarked;
