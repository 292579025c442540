/** The facets of a store, as the engine sees them, put on what a database offers. */
@NullMarked
package io.maestro.jdbc.store;

import org.jspecify.annotations.NullMarked;
