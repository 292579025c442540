/** The store on an SQLite file, which belongs to one process. */
@NullMarked
package io.maestro.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
