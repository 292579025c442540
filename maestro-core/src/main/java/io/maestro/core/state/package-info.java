/** Versioned component state over a store's documents, and what is remembered of it. */
@NullMarked
package io.maestro.core.state;

import org.jspecify.annotations.NullMarked;
