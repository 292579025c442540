/** What durable code writes to the log, with the run's ids added. */
@NullMarked
package io.maestro.log;

import org.jspecify.annotations.NullMarked;
