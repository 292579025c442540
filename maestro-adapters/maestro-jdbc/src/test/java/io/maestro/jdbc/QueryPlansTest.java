package io.maestro.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.jackson.JacksonCodec;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.table.Rows;
import io.maestro.jdbc.table.Signals;
import io.maestro.jdbc.table.Tables;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every page and every claim is found along an index. */
final class QueryPlansTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir Path folder;

  private static final List<RunQuery> PAGES =
      List.of(
          RunQuery.all(),
          RunQuery.all().after(RunId.of("m")),
          RunQuery.all().workflow("flow").after(RunId.of("m")),
          RunQuery.all().status(RunStatus.RUNNING, RunStatus.WAITING),
          RunQuery.all().workflow("flow").status(RunStatus.FAILED).after(RunId.of("m")),
          RunQuery.all().tag("k", "v").after(RunId.of("m")),
          RunQuery.all().workflow("flow").tag("k", "v").tag("l", "w"));

  private static final ClaimRequest CLAIM =
      new ClaimRequest("a", Set.of("flow", "other"), Optional.empty(), Duration.ofSeconds(15), 100);

  /** The statements that are prepared on a connection. */
  private static SqlSession recording(Connection connection, List<String> statements) {
    return new SqlSession(
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")) {
                    statements.add((String) arguments[0]);
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                }));
  }

  @Test
  @Proves("28.15")
  void sqlitePagesAndClaims_scanNoTable(VirtualTime time) throws SQLException {
    Path file = folder.resolve("run.db");
    Opened.of(SqliteStateStore.at(file), time).close();
    List<String> statements = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String clock : List.of(Dialect.NOW, Dialect.STEADY)) {
        org.sqlite.Function.create(connection, clock.replace("()", ""), new Never());
      }
      Rows rows = rows(Dialect.SQLITE, time);
      SqlSession session = recording(connection, statements);
      for (RunQuery query : PAGES) {
        rows.queries().page(session, query);
      }
      rows.claiming().claim(session, CLAIM, "token");
      for (String sql : statements) {
        List<String> plan = plan(connection, "explain query plan " + sql, "detail");
        assertFalse(
            plan.stream().anyMatch(line -> line.matches("SCAN maestro_\\w+")), sql + "\n" + plan);
      }
    }
    assertTrue(statements.size() > PAGES.size());
  }

  private static final class Never extends org.sqlite.Function {
    @Override
    protected void xFunc() throws SQLException {
      result(0L);
    }
  }

  private static Rows rows(Dialect dialect, VirtualTime time) {
    return new Rows(new Tables("maestro_", dialect), JacksonCodec.standard(), time, Signals.NONE);
  }

  @Test
  @Proves("28.15")
  void postgresPagesAndClaims_scanNoTable(VirtualTime time) throws SQLException {
    var source = PostgresServer.emptySchema();
    Opened.of(PostgresStateStore.using(source), time).close();
    List<String> statements = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement settings = connection.createStatement()) {
      settings.execute("set enable_seqscan = off"); // the tables are empty: any plan is cheap
      settings.execute("set plan_cache_mode = force_generic_plan");
      Rows rows = rows(Dialect.POSTGRES, time);
      SqlSession session = recording(connection, statements);
      for (RunQuery query : PAGES) {
        rows.queries().page(session, query);
      }
      rows.fleet().claim(session, CLAIM, "token", false);
      for (String sql : statements) {
        String named = numbered(sql);
        settings.execute("prepare one as " + named);
        int parameters = named.length() - named.replace("$", "").length();
        String nulls = String.join(", ", java.util.Collections.nCopies(parameters, "null"));
        List<String> plan =
            plan(connection, "explain execute one" + (parameters == 0 ? "" : "(" + nulls + ")"), 1);
        settings.execute("deallocate one");
        assertFalse(plan.stream().anyMatch(line -> line.contains("Seq Scan")), sql + "\n" + plan);
      }
    }
    assertEquals(PAGES.size() + 2, statements.size());
  }

  private static String numbered(String sql) {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (int i = 0; i < sql.length(); i++) {
      char letter = sql.charAt(i);
      numbered.append(letter == '?' ? "$" + ++number : String.valueOf(letter));
    }
    return numbered.toString();
  }

  private static List<String> plan(Connection connection, String sql, Object column)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        lines.add(
            column instanceof String name ? rows.getString(name) : rows.getString((int) column));
      }
    }
    return lines;
  }
}
