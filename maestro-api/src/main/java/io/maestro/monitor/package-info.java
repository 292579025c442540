/** What a maestro tells those who watch it. */
@NullMarked
package io.maestro.monitor;

import org.jspecify.annotations.NullMarked;
