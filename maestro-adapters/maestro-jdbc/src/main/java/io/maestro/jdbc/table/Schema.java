package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The definition of the tables, and the version that a database has of it. */
public final class Schema {
  /** The version of the definition that this code reads and writes. */
  public static final int VERSION = 1;

  /** Each statement of version 1, in order. */
  private static final List<String> VERSION_1 =
      List.of(
          """
          create table {runs} (
            id {name} not null primary key,
            workflow {name} not null,
            status {name} not null,
            created_at bigint not null,
            facts text not null,
            input_form text not null,
            input_data {bytes} not null,
            standing text,
            awaits text not null,
            epoch bigint not null,
            owner text,
            lease_ends bigint,
            due_at bigint,
            taken_over integer not null,
            letters integer not null,
            mail bigint not null,
            ending text,
            result_form text,
            result_data {bytes},
            ended_at bigint,
            token text
          )""",
          "create index {p}runs_workflow on {runs} (workflow, status, id)",
          "create index {p}runs_status on {runs} (status, id)",
          "create index {p}runs_due on {runs} (workflow, due_at) where due_at is not null",
          "create index {p}runs_lease on {runs} (workflow, lease_ends) where lease_ends is not null",
          "create index {p}runs_ended on {runs} (ended_at) where ended_at is not null",
          """
          create table {steps} (
            seq {serial},
            run {name} not null,
            path {name} not null,
            verb text not null,
            state text not null,
            attempts integer not null,
            value_form text,
            value_data {bytes},
            failure text,
            due_at text,
            round bigint not null,
            recorded_at text not null
          )""",
          "create unique index {p}steps_path on {steps} (run, path)",
          """
          create table {letters} (
            run {name} not null,
            number bigint not null,
            id {name} not null,
            inbox text not null,
            content_form text not null,
            content_data {bytes} not null,
            delivered_at bigint not null,
            taken integer not null,
            token text
          )""",
          "create unique index {p}letters_id on {letters} (run, id)",
          "create index {p}letters_inbox on {letters} (run, number) where taken = 0",
          "create index {p}letters_taken on {letters} (delivered_at) where taken = 1",
          """
          create table {tags} (
            name {name} not null,
            value {name} not null,
            run {name} not null,
            primary key (name, value, run)
          )""",
          "create index {p}tags_run on {tags} (run)",
          """
          create table {documents} (
            collection {name} not null,
            id {name} not null,
            version bigint not null,
            content_form text not null,
            content_data {bytes} not null,
            token text,
            primary key (collection, id)
          )""",
          """
          create table {meta} (
            name {name} not null primary key,
            value text not null
          )""",
          "insert into {meta} (name, value) values ('schema_version', '1')");

  private final Tables tables;

  /** Creates the schema of tables. */
  public Schema(Tables tables) {
    this.tables = tables;
  }

  /** Returns the statements that make a database ready, each ended by a semicolon. */
  public String script() {
    return String.join(";\n\n", VERSION_1.stream().map(tables::sql).toList()) + ";\n";
  }

  /**
   * Returns the statements that make the tables as the session's own, which it drops at its end.
   */
  static List<String> staging() {
    return VERSION_1.stream()
        .filter(statement -> statement.startsWith("create") && !isForMeta(statement))
        .filter(statement -> statement.startsWith("create table") || statement.contains("unique"))
        .map(Schema::temporary)
        .toList();
  }

  private static boolean isForMeta(String statement) {
    return statement.contains("{meta}");
  }

  private static String temporary(String statement) {
    return statement.replaceFirst("^create table", "create temporary table");
  }

  /**
   * Makes the tables unless they are there, within the session's transaction.
   *
   * @throws StoreException if a newer version of them is there
   */
  public void create(SqlSession tx) throws SQLException {
    Optional<Integer> there = version(tx);
    if (there.isPresent()) {
      check(there.get());
      return;
    }
    for (String template : VERSION_1) {
      tx.update(tables.sql(template));
    }
  }

  /**
   * Checks that the tables are there in this version.
   *
   * @throws StoreException if they are not
   */
  public void validate(SqlSession tx) throws SQLException {
    check(
        version(tx)
            .orElseThrow(
                () ->
                    new StoreException(
                        "the tables "
                            + tables.prefix()
                            + "* are not there; run what script() prints, or choose CREATE",
                        null)));
  }

  private void check(int version) {
    if (version > VERSION) {
      throw new StoreException(
          "the tables %s* have schema version %d, newer than %d, the newest this release knows; use a newer release"
              .formatted(tables.prefix(), version, VERSION),
          null);
    }
  }

  private Optional<Integer> version(SqlSession tx) throws SQLException {
    if (!isThere(tx, tables.prefix() + "meta")) {
      return Optional.empty();
    }
    return tx.first(
            tables.sql("select value from {meta} where name = 'schema_version'"),
            row -> row.getString(1))
        .map(this::parsed);
  }

  private int parsed(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException damaged) {
      throw new StoreException(
          "%smeta says that the schema's version is '%s'; these are not a maestro's tables"
              .formatted(tables.prefix(), version),
          damaged);
    }
  }

  private boolean isThere(SqlSession tx, String table) throws SQLException {
    String sql =
        switch (tables.dialect()) {
          case SQLITE -> "select 1 from sqlite_master where type = 'table' and name = ?";
          case POSTGRES -> "select 1 where to_regclass(?) is not null";
        };
    return tx.first(sql, row -> true, table).isPresent();
  }
}
