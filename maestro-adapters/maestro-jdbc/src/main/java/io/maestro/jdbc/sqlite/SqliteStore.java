package io.maestro.jdbc.sqlite;

import io.maestro.codec.Codec;
import io.maestro.error.ClosedException;
import io.maestro.jdbc.sql.Dialect;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.SqlDocuments;
import io.maestro.jdbc.store.SqlExport;
import io.maestro.jdbc.store.SqlRestore;
import io.maestro.jdbc.store.SqlRuns;
import io.maestro.jdbc.store.Sweep;
import io.maestro.jdbc.store.Token;
import io.maestro.jdbc.table.Rows;
import io.maestro.jdbc.table.Signals;
import io.maestro.jdbc.table.Tables;
import io.maestro.store.DocumentStore;
import io.maestro.store.RunStore;
import io.maestro.store.StateStore;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreRestore;
import io.maestro.store.StoreTransactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store on a file. */
public final class SqliteStore implements StateStore {
  private final ProcessLock lock;
  private final SqliteFile file;
  private final Codec codec;
  private final Rows rows;
  private final SqliteDesk desk;
  private final Sweep sweep;
  private final SqlRuns runs;
  private final SqlDocuments documents;
  private final AtomicInteger restores = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** What is done about the tables before the store is used. */
  @FunctionalInterface
  public interface Migration {
    /** Does it within a transaction. */
    void run(SqlSession tx) throws SQLException;
  }

  private SqliteStore(
      ProcessLock lock,
      SqliteFile file,
      SqliteWriter writer,
      Rows rows,
      Codec codec,
      StoreContext context) {
    this.lock = lock;
    this.file = file;
    this.codec = codec;
    this.rows = rows;
    this.desk = new SqliteDesk(file, writer, context);
    this.sweep = new Sweep(rows, desk, context);
    this.runs = new SqlRuns(rows, desk, new SqliteChanges(rows, desk, new Token()), sweep);
    this.documents = new SqlDocuments(rows.documents(), desk);
  }

  /** Opens the store on a file, which is locked from then on. */
  public static SqliteStore open(
      Path path, String prefix, Codec codec, Migration migration, StoreContext context) {
    SqliteFile file = SqliteFile.at(path, context.time());
    ProcessLock lock = ProcessLock.of(file.path());
    SqliteWriter writer = new SqliteWriter(file, context.log());
    try {
      Tables tables = new Tables(prefix, Dialect.SQLITE);
      prepare(writer, migration, tables);
      SqliteStore store =
          new SqliteStore(
              lock,
              file,
              writer,
              new Rows(tables, codec, context.time(), Signals.NONE),
              codec,
              context);
      store.sweep.begin();
      return store;
    } catch (SQLException failed) {
      throw closing(SqliteFailures.withoutEffect("the opening", file.path(), failed), writer, lock);
    } catch (RuntimeException failed) {
      throw closing(failed, writer, lock);
    }
  }

  private static RuntimeException closing(RuntimeException failure, AutoCloseable... opened) {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
    }
    return failure;
  }

  private static void prepare(SqliteWriter writer, Migration migration, Tables tables)
      throws SQLException {
    SqlSession tx = writer.open();
    tx.update("begin immediate");
    migration.run(tx);
    // Who holds the lock is the only one there is: all former owners are gone.
    tx.update(tables.sql("update {runs} set lease_ends = 0 where lease_ends is not null"));
    tx.update("commit");
  }

  @Override
  public RunStore runs() {
    checkOpen();
    return runs;
  }

  @Override
  public DocumentStore documents() {
    checkOpen();
    return documents;
  }

  @Override
  public Codec defaultCodec() {
    return codec;
  }

  @Override
  public <C> Optional<StoreTransactions<C>> transactions(Class<C> resource) {
    if (resource != Connection.class) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // C is Connection
    StoreTransactions<C> transactions =
        (StoreTransactions<C>) new SqliteTransactions(rows, desk, file);
    return Optional.of(transactions);
  }

  @Override
  public StoreExport export() {
    checkOpen();
    return SqlExport.begin(rows.copies(), desk);
  }

  @Override
  public StoreRestore restore(StoreRestore.Target target) {
    checkOpen();
    return SqlRestore.begin(
        rows.copies(), restores.incrementAndGet(), new SqliteStaging(desk), target);
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new ClosedException("the SQLite store " + file.path());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sweep.close();
      try (lock) { // given back last
        desk.close();
      }
    }
  }
}
