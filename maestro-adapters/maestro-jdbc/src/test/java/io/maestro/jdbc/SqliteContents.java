package io.maestro.jdbc;

import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.tck.Capability;
import io.maestro.testkit.tck.StoreUnderTest;
import io.maestro.testkit.tck.TransactionsUnderTest;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An SQLite file in a folder of its own, with a table beside the store's. */
final class SqliteContents implements StoreUnderTest {
  private final VirtualTime time;
  private final Path folder;
  private final List<StateStore> crashed = new ArrayList<>();
  private Path file;

  private SqliteContents(VirtualTime time, Path folder) {
    this.time = time;
    this.folder = folder;
    this.file = folder.resolve("store-0.db");
  }

  static SqliteContents create(VirtualTime time) throws IOException, SQLException {
    SqliteContents contents = new SqliteContents(time, Files.createTempDirectory("maestro-sqlite"));
    try (Connection connection = contents.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table ledger (line text not null)");
    }
    return contents;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public VirtualTime time() {
    return time;
  }

  @Override
  public StateStoreFactory factory() {
    return context -> SqliteStateStore.at(file).open(context);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.DURABLE, Capability.TRANSACTIONS);
  }

  /**
   * Goes on with a copy of what is in the file at this moment; what the store does later goes
   * nowhere.
   *
   * <p>The open transaction keeps the log from being begun anew meanwhile: what is half copied of
   * the file is whole in the log, which is copied after it.
   */
  @Override
  public void crash(StateStore store) {
    crashed.add(store);
    Path copy = folder.resolve("store-" + crashed.size() + ".db");
    try (Connection reader = connect();
        Statement statement = reader.createStatement()) {
      statement.execute("begin");
      statement.executeQuery("select count(*) from ledger").close();
      Files.copy(file, copy);
      Path log = folder.resolve(file.getFileName() + "-wal");
      if (Files.exists(log)) {
        Files.copy(log, folder.resolve(copy.getFileName() + "-wal"));
      }
      file = copy;
    } catch (SQLException | IOException failed) {
      throw new AssertionError("the file could not be copied", failed);
    }
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
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select line from ledger")) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  @Override
  public void close() {
    crashed.forEach(StateStore::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException notDeleted) {
      throw new UncheckedIOException(notDeleted);
    }
  }
}
