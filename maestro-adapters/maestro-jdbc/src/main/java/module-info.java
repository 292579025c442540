/** Durable stores over SQL: SQLite for one process, PostgreSQL for several. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // PostgreSQL's driver has no module descriptor
module io.maestro.jdbc {
  requires transitive io.maestro.api;
  requires transitive java.sql;
  requires io.maestro.jackson;
  requires org.xerial.sqlitejdbc;
  requires static org.checkerframework.checker.qual; // annotations of PostgreSQL's driver
  requires static org.jspecify;
  requires static org.postgresql.jdbc;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.maestro.jdbc;
}
