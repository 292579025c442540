package io.maestro.jdbc.postgres;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.GuardedConnection;
import io.maestro.jdbc.table.Rows;
import io.maestro.store.Lease;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Steps that write through a connection of their own. */
record PgTransactions(Rows rows, PgDesk desk) implements StoreTransactions<Connection> {
  @Override
  public StepRecord record(Lease lease, String path, TransactionCode<Connection> code)
      throws Exception {
    String what = "the transaction of step %s of run %s".formatted(path, lease.run());
    SqlSession tx = begun(what);
    StepRecord recorded;
    try {
      Optional<StepRecord> before = outcome(what, tx, lease, path);
      recorded = before.isPresent() ? before.get() : recorded(what, tx, lease, path, code);
    } catch (Throwable failed) {
      desk.throwAway(tx);
      throw failed;
    }
    giveBack(tx);
    return recorded;
  }

  private SqlSession begun(String what) {
    try {
      SqlSession tx = desk.take();
      tx.connection().setAutoCommit(false);
      return tx;
    } catch (SQLException failed) {
      throw PgFailures.failed(what, false, failed);
    }
  }

  private Optional<StepRecord> outcome(String what, SqlSession tx, Lease lease, String path) {
    try {
      return rows.runs().outcome(tx, lease.run(), path);
    } catch (SQLException failed) {
      throw PgFailures.failed(what, false, failed);
    }
  }

  private StepRecord recorded(
      String what, SqlSession tx, Lease lease, String path, TransactionCode<Connection> code)
      throws Exception {
    StepRecord step = byHost(tx.connection(), code);
    boolean committing = false;
    try {
      rows.runs().lock(tx, lease);
      // A commit of this step whose reply was lost may have ended while we waited for the lock.
      Optional<StepRecord> meanwhile = rows.runs().outcome(tx, lease.run(), path);
      if (meanwhile.isPresent()) {
        tx.connection().rollback();
        return meanwhile.get();
      }
      rows.runs().record(tx, lease.run(), step);
      committing = true;
      tx.connection().commit();
      return step;
    } catch (SQLException failed) {
      throw PgFailures.failed(what, committing && PgFailures.isConnectionLost(failed), failed);
    }
  }

  private static StepRecord byHost(Connection connection, TransactionCode<Connection> code)
      throws Exception {
    GuardedConnection guard = new GuardedConnection(connection);
    try {
      return code.run(guard.forHost());
    } finally {
      guard.end();
    }
  }

  /** What is recorded is recorded, whatever becomes of the connection. */
  private void giveBack(SqlSession tx) {
    try {
      tx.connection().setAutoCommit(true);
      desk.giveBackGood(tx);
    } catch (SQLException failed) {
      desk.throwAway(tx);
    }
  }
}
