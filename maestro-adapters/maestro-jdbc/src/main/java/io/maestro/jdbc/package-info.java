/** Durable stores over SQL: {@link io.maestro.jdbc.SqliteStateStore} on a file of one process. */
@NullMarked
package io.maestro.jdbc;

import org.jspecify.annotations.NullMarked;
