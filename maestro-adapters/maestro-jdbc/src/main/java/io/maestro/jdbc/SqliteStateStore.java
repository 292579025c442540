package io.maestro.jdbc;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import io.maestro.jackson.JacksonCodec;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sqlite.SqliteStore;
import io.maestro.jdbc.table.Schema;
import io.maestro.jdbc.table.Tables;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import java.nio.file.Path;

/**
 * Opens stores on an SQLite file, which survive the end of the process and of the machine: what is
 * told as written has been synced to the disk.
 *
 * <p>The file belongs to one process at a time, by a lock on a second file beside it that dies with
 * the process; who gets it goes on at once with all that a former process left. Immutable; each
 * {@code with}-like method returns a changed copy. Thread-safe.
 *
 * <pre>{@code
 * Maestro.builder().store(SqliteStateStore.at(Path.of("data/maestro.db"))).register(kind).start();
 * }</pre>
 */
public final class SqliteStateStore implements StateStoreFactory {
  /** What the names of tables begin with unless it is set. */
  public static final String DEFAULT_TABLE_PREFIX = "maestro_";

  private final Path path;
  private final Tables tables;
  private final Migrations migrations;
  private final Codec codec;

  private SqliteStateStore(Path path, Tables tables, Migrations migrations, Codec codec) {
    this.path = path;
    this.tables = tables;
    this.migrations = migrations;
    this.codec = codec;
  }

  /**
   * Returns the factory of stores on a file.
   *
   * @param path the file, made if it is not there; its folder must be there
   * @throws IllegalArgumentException if it is SQLite's name for a database in memory
   */
  public static SqliteStateStore at(Path path) {
    String name = path.toString();
    if (name.isEmpty() || name.startsWith(":memory:") || name.startsWith("file:")) {
      throw new IllegalArgumentException(
          "an SQLite store needs a file, not '%s'; in memory, leave the store out or use InMemoryStateStore"
              .formatted(name));
    }
    return new SqliteStateStore(
        path,
        new Tables(DEFAULT_TABLE_PREFIX, Dialect.SQLITE),
        Migrations.CREATE,
        JacksonCodec.standard());
  }

  /**
   * Returns this factory with another prefix of the tables' names than {@value
   * #DEFAULT_TABLE_PREFIX}.
   *
   * @param prefix 1 to 30 of {@code [a-z0-9_]}, beginning with a letter
   */
  public SqliteStateStore tablePrefix(String prefix) {
    return new SqliteStateStore(path, new Tables(prefix, Dialect.SQLITE), migrations, codec);
  }

  /** Returns this factory with another way to see to the tables than to make them. */
  public SqliteStateStore migrations(Migrations way) {
    return new SqliteStateStore(path, tables, requireNonNull(way, "way"), codec);
  }

  /** Returns this factory with another codec than that of maestro-jackson. */
  public SqliteStateStore codec(Codec another) {
    return new SqliteStateStore(path, tables, migrations, requireNonNull(another, "another"));
  }

  /** Returns the statements that make the tables, for {@link Migrations#VALIDATE}. */
  public String script() {
    return new Schema(tables).script();
  }

  /**
   * {@inheritDoc}
   *
   * @throws StoreException if another live process, or another store of this one, has the file; if
   *     it is no database of this release or an earlier one; if it can't be written to
   */
  @Override
  public StateStore open(StoreContext context) {
    Schema schema = new Schema(tables);
    SqliteStore.Migration migration =
        switch (migrations) {
          case CREATE -> schema::create;
          case VALIDATE -> schema::validate;
          case NONE -> tx -> {};
        };
    return SqliteStore.open(path, tables.prefix(), codec, migration, context);
  }
}
