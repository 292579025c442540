package io.maestro.jdbc;

import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.tck.Capability;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.tck.TransactionsUnderTest;
import io.maestro.testkit.time.VirtualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of its own on the server, with a table beside the store's. */
final class PostgresContents implements StoreUnderTest {
  private final VirtualTime time;
  private final DataSource source;
  private final List<StateStore> crashed = new ArrayList<>();

  private PostgresContents(VirtualTime time, DataSource source) {
    this.time = time;
    this.source = source;
  }

  static PostgresContents create(VirtualTime time) throws SQLException {
    PGSimpleDataSource source = PostgresServer.emptySchema();
    PostgresContents contents = new PostgresContents(time, source);
    contents.execute("create table ledger (line text not null)");
    return contents;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  public VirtualTime time() {
    return time;
  }

  @Override
  public StateStoreFactory factory() {
    return PostgresStateStore.using(source);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.DURABLE, Capability.NODES, Capability.TRANSACTIONS);
  }

  /** The server's clock can't be moved: what it is compared with is moved back instead. */
  @Override
  public void elapse(Duration duration) {
    long nanos = duration.toNanos();
    try {
      execute(
          "update maestro_runs set lease_ends = lease_ends - " + nanos,
          "update maestro_runs set due_at = due_at - " + nanos + " where due_at > " + nanos,
          "update maestro_runs set ended_at = ended_at - " + nanos,
          "update maestro_letters set delivered_at = delivered_at - " + nanos);
    } catch (SQLException failed) {
      throw new AssertionError("time could not pass", failed);
    }
    time.advance(duration);
  }

  @Override
  public Instant now() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, java.time.OffsetDateTime.class).toInstant();
    } catch (SQLException failed) {
      throw new AssertionError("the server does not tell its time", failed);
    }
  }

  @Override
  public Duration precision() {
    return Duration.ofSeconds(5);
  }

  /** The store is left alone with its connections, as by a node that is cut off. */
  @Override
  public void crash(StateStore store) {
    crashed.add(store);
  }

  @Override
  public void close() {
    crashed.forEach(StateStore::close);
  }

  @Override
  public Optional<TransactionsUnderTest<?>> transactions() {
    return Optional.of(
        new TransactionsUnderTest<Connection>() {
          @Override
          public Class<Connection> resource() {
            return Connection.class;
          }

          @Override
          public void write(Connection resource, String line) throws SQLException {
            try (PreparedStatement insert =
                resource.prepareStatement("insert into ledger (line) values (?)")) {
              insert.setString(1, line);
              insert.executeUpdate();
            }
          }

          @Override
          public List<String> written() throws SQLException {
            return lines();
          }
        });
  }

  private List<String> lines() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select line from ledger")) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }
}
