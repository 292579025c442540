package io.maestro.jdbc.store;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Where work on a database is handed in. No method blocks for I/O. Thread-safe. */
public interface Desk {
  /** Has something read, on another thread. */
  <T> CompletableFuture<T> read(Work<T> work);

  /** Has something changed in a transaction, on another thread. */
  <T> CompletableFuture<T> change(Work<T> work);

  /**
   * Returns a connection that is the caller's until he gives it back. May block.
   *
   * @throws StoreException if there is none
   */
  SqlSession lend(String what);

  /** Says that a transaction begins on a lent connection, which sees one moment. */
  void beginReading(SqlSession lent) throws SQLException;

  /** Takes a lent connection back, whatever was begun on it. */
  void giveBack(SqlSession lent) throws SQLException;
}
