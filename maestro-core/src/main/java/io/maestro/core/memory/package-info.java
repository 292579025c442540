/** The in-memory defaults: everything a maestro needs when nothing has to outlive the process. */
@NullMarked
package io.maestro.core.memory;

import org.jspecify.annotations.NullMarked;
