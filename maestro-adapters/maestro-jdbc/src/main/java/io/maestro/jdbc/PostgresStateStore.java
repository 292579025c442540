package io.maestro.jdbc;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import io.maestro.jackson.JacksonCodec;
import io.maestro.jdbc.postgres.PostgresStore;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.table.Schema;
import io.maestro.jdbc.table.Tables;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import javax.sql.DataSource;

/**
 * Opens stores in a PostgreSQL database (13 or later), which several nodes share: any node may take
 * over what another one no longer holds, and ownership is judged by the server's clock.
 *
 * <p>The host gives its {@code DataSource}, which should be a pool, and closes it after the
 * maestro. The store keeps up to five of its connections - one of them to hear of other nodes' work
 * - and takes one more for each export, restore and step that writes through a transaction.
 * Immutable; each {@code with}-like method returns a changed copy. Thread-safe.
 *
 * <pre>{@code
 * Maestro.builder().store(PostgresStateStore.using(dataSource)).register(kind).start();
 * }</pre>
 */
public final class PostgresStateStore implements StateStoreFactory {
  /** What the names of tables begin with unless it is set. */
  public static final String DEFAULT_TABLE_PREFIX = "maestro_";

  private final DataSource source;
  private final Tables tables;
  private final Migrations migrations;
  private final Codec codec;

  private PostgresStateStore(DataSource source, Tables tables, Migrations migrations, Codec codec) {
    this.source = source;
    this.tables = tables;
    this.migrations = migrations;
    this.codec = codec;
  }

  /** Returns the factory of stores in the database that a DataSource connects to. */
  public static PostgresStateStore using(DataSource source) {
    return new PostgresStateStore(
        requireNonNull(source, "source"),
        new Tables(DEFAULT_TABLE_PREFIX, Dialect.POSTGRES),
        Migrations.CREATE,
        JacksonCodec.standard());
  }

  /**
   * Returns this factory with another prefix of the tables' names than {@value
   * #DEFAULT_TABLE_PREFIX}.
   *
   * @param prefix 1 to 30 of {@code [a-z0-9_]}, beginning with a letter
   */
  public PostgresStateStore tablePrefix(String prefix) {
    return new PostgresStateStore(source, new Tables(prefix, Dialect.POSTGRES), migrations, codec);
  }

  /** Returns this factory with another way to see to the tables than to make them. */
  public PostgresStateStore migrations(Migrations way) {
    return new PostgresStateStore(source, tables, requireNonNull(way, "way"), codec);
  }

  /** Returns this factory with another codec than that of maestro-jackson. */
  public PostgresStateStore codec(Codec another) {
    return new PostgresStateStore(source, tables, migrations, requireNonNull(another, "another"));
  }

  /** Returns the statements that make the tables, for {@link Migrations#VALIDATE}. */
  public String script() {
    return new Schema(tables).script();
  }

  /**
   * {@inheritDoc}
   *
   * @throws StoreException if the database can't be reached, or its tables are not those of this
   *     release or an earlier one
   */
  @Override
  public StateStore open(StoreContext context) {
    Schema schema = new Schema(tables);
    PostgresStore.Migration migration =
        switch (migrations) {
          case CREATE -> schema::create;
          case VALIDATE -> schema::validate;
          case NONE -> tx -> {};
        };
    return PostgresStore.open(source, tables.prefix(), codec, migration, context);
  }
}
