package io.maestro.jdbc.sqlite;

import io.maestro.error.MaestroException;
import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. A transaction that can't be committed is never told as done: what
 * the disk then holds is unknown, and the connection is thrown away with all that it believes.
 */
final class SqliteWriter implements Committer, AutoCloseable {
  private final SqliteFile file;
  private final RunLog log;
  private @Nullable SqlSession session;

  SqliteWriter(SqliteFile file, RunLog log) {
    this.file = file;
    this.log = log;
  }

  @Override
  public Optional<Duration> commit(List<Work<?>> works) {
    try {
      if (done(works)) {
        commit();
        works.forEach(Work::committed);
      }
    } catch (SQLException | RuntimeException failed) {
      throwAway();
      RuntimeException unknown = unknown(works, failed);
      works.forEach(work -> work.failed(unknown));
    }
    return Optional.empty();
  }

  void commit() throws SQLException {
    open().update("commit");
  }

  /** Does the works in a transaction that is not committed yet; returns false if they are told. */
  private boolean done(List<Work<?>> works) {
    Work<?> current = works.get(0);
    try {
      SqlSession tx = open();
      tx.update("begin immediate");
      for (Work<?> work : works) {
        current = work;
        work.run(tx);
      }
      return true;
    } catch (SQLException | RuntimeException failed) {
      rollback();
      if (works.size() > 1) {
        works.forEach(work -> commit(List.of(work))); // so that only those fail that have to
      } else {
        current.failed(
            failed instanceof MaestroException named
                ? named
                : SqliteFailures.withoutEffect(current.what(), file.path(), failed));
      }
      return false;
    }
  }

  private StoreException unknown(List<Work<?>> works, Exception failed) {
    String what =
        works.size() == 1 ? works.get(0).what() : works.size() + " writes in one transaction";
    return SqliteFailures.unknown(what, file.path(), failed);
  }

  /** Returns the connection, making one if there is none. */
  SqlSession open() throws SQLException {
    SqlSession there = session;
    if (there == null) {
      there = file.writer();
      session = there;
    }
    return there;
  }

  void rollback() {
    SqlSession there = session;
    if (there != null) {
      try {
        there.update("rollback");
      } catch (SQLException failed) { // there is none, or the connection is no good
        log.debug("no transaction to roll back on " + file.path() + ": " + failed);
        throwAway();
      }
    }
  }

  void throwAway() {
    try {
      close();
    } catch (StoreException failed) {
      log.error(
          "the writing connection to " + file.path() + " can't be closed",
          failed,
          LogFields.none());
    }
  }

  @Override
  public void close() {
    SqlSession there = session;
    session = null;
    if (there != null) {
      try {
        there.close(); // which rolls back what is not committed
      } catch (SQLException failed) {
        throw new StoreException(file.path() + " can't be closed", failed);
      }
    }
  }
}
