/**
 * The tables: their definition, and what is done with their rows within a transaction. One text for
 * both databases; what they say differently stands in {@link io.maestro.jdbc.sql.Dialect}.
 */
@NullMarked
package io.maestro.jdbc.table;

import org.jspecify.annotations.NullMarked;
