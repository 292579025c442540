package io.maestro.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole maestro on the store that a host names in one line. */
final class DurableRunTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir Path folder;
  private final List<String> executed = new ArrayList<>();

  private final Workflow<String, String> greeting =
      Workflow.of(
          "greeting",
          String.class,
          String.class,
          (name, flow) -> {
            String hello = flow.step("hello", String.class, step -> did("hello", "hello " + name));
            flow.sleep("night", Duration.ofHours(8));
            return flow.step("morning", String.class, step -> did("morning", hello + ", again"));
          });

  private String did(String step, String value) {
    executed.add(step);
    return value;
  }

  @Test
  @Proves({"1.1", "10.1", "28.4"})
  void runOfAMaestroThatVanished_goesOnInTheNextOne(TestHost host) throws IOException {
    Path file = folder.resolve("run.db");
    Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("run.db");
    StrategyMaestro first =
        host.start(builder -> builder.store(SqliteStateStore.at(file)).register(greeting));
    first.start(greeting, "you", RunOptions.named("run"));
    host.time().runUntilIdle();
    Files.copy(file, crashed);
    Files.copy(folder.resolve("run.db-wal"), crashed.resolveSibling("run.db-wal"));
    first.close();
    StrategyMaestro next =
        host.start(builder -> builder.store(SqliteStateStore.at(crashed)).register(greeting));
    Run<String> run = next.run(RunId.of("run"), String.class);

    assertEquals("hello you, again", host.get(run.result()));
    assertEquals(List.of("hello", "morning"), executed);
  }

  @Test
  @Proves({"1.1", "28.4"})
  void manyRunsAtOnce_onPostgres_allEnd(TestHost host) {
    Workflow<Integer, Integer> sum =
        Workflow.of(
            "sum",
            Integer.class,
            Integer.class,
            (count, flow) -> {
              int total = 0;
              for (int i = 0; i < count; i++) {
                int next = i;
                total += flow.step("add" + i, Integer.class, step -> next);
              }
              return total;
            });
    StrategyMaestro maestro =
        host.start(
            builder ->
                builder
                    .store(PostgresStateStore.using(PostgresServer.emptySchema()))
                    .register(sum));
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      results.add(maestro.start(sum, 10, RunOptions.named("run" + i)).result());
    }

    results.forEach(result -> assertEquals(45, host.get(result)));
  }

  @Test
  @Proves("1.9")
  void transactionOfAFlow_writesTheHostsRowOnce(TestHost host) throws Exception {
    Path file = folder.resolve("run.db");
    Workflow<Integer, Integer> booking =
        Workflow.of(
            "booking",
            Integer.class,
            Integer.class,
            (id, flow) ->
                flow.transaction(
                    "book",
                    Integer.class,
                    Connection.class,
                    (connection, step) -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("create table if not exists bookings (id integer)");
                        statement.execute("insert into bookings values (" + id + ")");
                      }
                      return id;
                    }));
    StrategyMaestro maestro =
        host.start(builder -> builder.store(SqliteStateStore.at(file)).register(booking));

    assertEquals(7, host.get(maestro.start(booking, 7, RunOptions.named("run")).result()));
    assertEquals(7, host.get(maestro.start(booking, 7, RunOptions.named("run")).result()));
    maestro.close();
    try (Connection connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from bookings")) {
      assertEquals(1, rows.getInt(1));
    }
  }
}
