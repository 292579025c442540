/** The log: lines with the run's ids, written to SLF4J, one line for one event. */
@NullMarked
package io.maestro.core.log;

import org.jspecify.annotations.NullMarked;
