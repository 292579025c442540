package io.maestro.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** How the tables come to be, and which are refused. */
final class SchemaTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir Path folder;

  private interface Connecting {
    Connection connect() throws SQLException;
  }

  private Connection sqlite() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("run.db"));
  }

  private static void execute(Connecting database, String script) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : script.split(";\n", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private static String refusal(io.maestro.store.StateStoreFactory factory, VirtualTime time) {
    return String.valueOf(
        assertThrows(StoreException.class, () -> Opened.of(factory, time)).getMessage());
  }

  private static void assertUsable(io.maestro.store.StateStoreFactory factory, VirtualTime time) {
    try (Opened store = Opened.of(factory, time)) {
      store.create("run" + time.nanos());
      assertTrue(store.claim("a").size() > 0);
      time.advance(java.time.Duration.ofNanos(1));
    }
  }

  @Test
  @Proves("28.5")
  void sqliteTables_areMadeCheckedOrTrustedAsAsked(VirtualTime time) throws SQLException {
    var store = SqliteStateStore.at(folder.resolve("run.db"));

    String missing = refusal(store.migrations(Migrations.VALIDATE), time);
    assertTrue(missing.contains("script()"), missing);
    execute(this::sqlite, store.script());
    assertUsable(store.migrations(Migrations.VALIDATE), time);
    assertUsable(store.migrations(Migrations.NONE), time);
    assertUsable(store, time);
    assertUsable(store.tablePrefix("other_"), time);
  }

  @Test
  @Proves("28.5")
  void postgresTables_areMadeCheckedOrTrustedAsAsked(VirtualTime time) throws SQLException {
    PGSimpleDataSource source = PostgresServer.emptySchema();
    var store = PostgresStateStore.using(source);

    String missing = refusal(store.migrations(Migrations.VALIDATE), time);
    assertTrue(missing.contains("script()"), missing);
    execute(source::getConnection, store.script());
    assertUsable(store.migrations(Migrations.VALIDATE), time);
    assertUsable(store.migrations(Migrations.NONE), time);
    assertUsable(store, time);
    assertUsable(store.tablePrefix("other_"), time);
  }

  @Test
  @Proves("28.5")
  void newerSchema_isRefused(VirtualTime time) throws SQLException {
    var sqlite = SqliteStateStore.at(folder.resolve("run.db"));
    PGSimpleDataSource source = PostgresServer.emptySchema();
    var postgres = PostgresStateStore.using(source);
    assertUsable(sqlite, time);
    assertUsable(postgres, time);
    String newer = "update maestro_meta set value = '2' where name = 'schema_version'";
    execute(this::sqlite, newer);
    execute(source::getConnection, newer);

    for (var factory :
        List.of(
            sqlite,
            sqlite.migrations(Migrations.VALIDATE),
            postgres,
            postgres.migrations(Migrations.VALIDATE))) {
      String refused = refusal(factory, time);
      assertTrue(refused.contains("newer") && refused.contains("version 2"), refused);
    }
  }

  @Test
  @Proves("28.5")
  void tablePrefix_isCheckedAgainstAPattern() {
    var store = SqliteStateStore.at(folder.resolve("run.db"));
    for (String prefix :
        List.of("", "M", "1a", "a b", "a;drop table x", "a\"", "ä", "a".repeat(31), "a-")) {
      assertThrows(IllegalArgumentException.class, () -> store.tablePrefix(prefix));
    }
    assertTrue(store.tablePrefix("app_2").script().contains("create table app_2runs"));
  }

  @Test
  @Proves("28.5")
  void nodesThatStartAtOnce_makeTheTablesOnce(VirtualTime time) {
    var store = PostgresStateStore.using(PostgresServer.emptySchema());
    var opening =
        java.util.stream.Stream.generate(
                () ->
                    java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> Opened.of(store, time), time.executor()))
            .limit(8)
            .toList();

    opening.forEach(one -> one.join().close());
  }
}
