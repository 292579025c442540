/** A connection as the stores use it, and what differs between the two databases. */
@NullMarked
package io.maestro.jdbc.sql;

import org.jspecify.annotations.NullMarked;
