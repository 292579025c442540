/** Durable stores over SQL: SQLite for one process, PostgreSQL for several. */
@org.jspecify.annotations.NullMarked
module io.maestro.jdbc {
  requires transitive io.maestro.api;
  requires transitive java.sql;
  requires io.maestro.jackson;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;
  // PG
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.maestro.jdbc;
}
