/** The store on a PostgreSQL database, which several nodes share. */
@NullMarked
package io.maestro.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
