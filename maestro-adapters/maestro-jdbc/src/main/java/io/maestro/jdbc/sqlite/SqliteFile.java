package io.maestro.jdbc.sqlite;

import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.table.Nanos;
import io.maestro.store.StoreException;
import io.maestro.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A database file, and how it is connected to. */
final class SqliteFile {
  private static final int BUSY_MILLIS = 5_000;

  private final Path path;
  private final TimeSource time;
  private final long wallAtOpening;
  private final long nanosAtOpening;

  private SqliteFile(Path path, TimeSource time) {
    this.path = path;
    this.time = time;
    this.wallAtOpening = Nanos.of(time.now());
    this.nanosAtOpening = time.nanos();
  }

  /**
   * Looks at a path.
   *
   * @throws StoreException if there can't be a database
   */
  static SqliteFile at(Path path, TimeSource time) {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreException(
          "the folder of " + absolute + " is not there; create it, or mend the path", null);
    }
    if (Files.isDirectory(absolute)) {
      throw new StoreException(absolute + " is a folder; name a file in it", null);
    }
    if (Files.exists(absolute) && !Files.isWritable(absolute)) {
      throw new StoreException(absolute + " can't be written to; an SQLite store must be", null);
    }
    return new SqliteFile(real(absolute, folder), time);
  }

  /** Returns the path by which the file is known, whatever links lead to it. */
  private static Path real(Path path, Path folder) {
    try {
      return Files.exists(path)
          ? path.toRealPath()
          : folder.toRealPath().resolve(path.getFileName());
    } catch (IOException unreadable) {
      throw new StoreException("the folder of " + path + " can't be read", unreadable);
    }
  }

  Path path() {
    return path;
  }

  /** Connects to read what is committed. */
  SqlSession reader() throws SQLException {
    return session(TransactionMode.DEFERRED);
  }

  /** Connects to write. */
  SqlSession writer() throws SQLException {
    SqlSession session = session(TransactionMode.IMMEDIATE);
    // Four times the default: fewer of the pauses in which the log is put into the database.
    session.first("pragma wal_autocheckpoint = 4000", row -> true);
    session.update("pragma cache_size = -16000");
    return session;
  }

  private SqlSession session(TransactionMode mode) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(mode);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    try {
      addClock(connection, Dialect.NOW, () -> Nanos.of(time.now()));
      addClock(connection, Dialect.STEADY, this::steady);
      return new SqlSession(connection);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Returns a time of this process that goes on evenly, whatever is done to the wall clock. */
  private long steady() {
    return wallAtOpening + (time.nanos() - nanosAtOpening);
  }

  private static void addClock(Connection connection, String call, LongSupplier clock)
      throws SQLException {
    String name = call.substring(0, call.indexOf('('));
    Function.create(connection, name, new Clock(clock));
  }

  private static final class Clock extends Function {
    private final LongSupplier nanos;

    Clock(LongSupplier nanos) {
      this.nanos = nanos;
    }

    @Override
    protected void xFunc() throws SQLException {
      result(nanos.getAsLong());
    }
  }
}
