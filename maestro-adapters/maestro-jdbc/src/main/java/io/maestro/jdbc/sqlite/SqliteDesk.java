package io.maestro.jdbc.sqlite;

import io.maestro.error.MaestroException;
import io.maestro.jdbc.commit.GroupCommit;
import io.maestro.jdbc.commit.Lanes;
import io.maestro.jdbc.commit.Sessions;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.Desk;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** One connection that writes, behind a queue, and a few that read. */
final class SqliteDesk implements Desk, AutoCloseable {
  private static final int READERS = 2;

  private final SqliteFile file;
  private final SqliteWriter writer;
  private final GroupCommit writes;
  private final Lanes reads;
  private final Sessions readers;

  SqliteDesk(SqliteFile file, SqliteWriter writer, StoreContext context) {
    String name = "the SQLite store " + file.path();
    this.file = file;
    this.writer = writer;
    this.writes = new GroupCommit(name, writer, context.executor(), context.time());
    this.reads = new Lanes(name, READERS, context.executor());
    this.readers = new Sessions(READERS, file::reader);
  }

  GroupCommit writes() {
    return writes;
  }

  SqliteWriter writer() {
    return writer;
  }

  @Override
  public <T> CompletableFuture<T> change(Work<T> work) {
    return writes.later(work);
  }

  @Override
  public <T> CompletableFuture<T> read(Work<T> work) {
    try {
      reads.execute(() -> readNow(work));
    } catch (MaestroException refused) {
      work.failed(refused);
    }
    return work.done();
  }

  private void readNow(Work<?> work) {
    try {
      SqlSession session = readers.take();
      try {
        work.run(session);
      } catch (SQLException | RuntimeException failed) {
        session.close();
        throw failed;
      }
      readers.giveBack(session);
      work.committed();
    } catch (SQLException | RuntimeException failed) {
      work.failed(SqliteFailures.withoutEffect(work.what(), file.path(), failed));
    }
  }

  @Override
  public SqlSession lend(String what) {
    try {
      return file.reader();
    } catch (SQLException failed) {
      throw SqliteFailures.withoutEffect(what, file.path(), failed);
    }
  }

  @Override
  public void beginReading(SqlSession lent) throws SQLException {
    lent.update("begin");
  }

  @Override
  public void giveBack(SqlSession lent) throws SQLException {
    lent.close();
  }

  /** Completes what was accepted, then closes the connections. */
  @Override
  public void close() {
    reads.close();
    writes.close();
    try (writer) {
      readers.close();
    } catch (SQLException failed) {
      throw new StoreException(file.path() + " can't be closed", failed);
    }
  }
}
