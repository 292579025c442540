/**
 * Durable stores over SQL: {@link io.maestro.jdbc.SqliteStateStore} on a file of one process,
 * {@link io.maestro.jdbc.PostgresStateStore} for several nodes that share the work.
 */
@NullMarked
package io.maestro.jdbc;

import org.jspecify.annotations.NullMarked;
