package io.maestro.jdbc.sqlite;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.GuardedConnection;
import io.maestro.jdbc.table.Rows;
import io.maestro.store.Lease;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Steps that write through the one connection that writes, while all others wait. */
record SqliteTransactions(Rows rows, SqliteDesk desk, SqliteFile file)
    implements StoreTransactions<Connection> {
  @Override
  public StepRecord record(Lease lease, String path, TransactionCode<Connection> code)
      throws Exception {
    String what = "the transaction of step %s of run %s".formatted(path, lease.run());
    desk.writes().takeTurn(what);
    try {
      return recorded(what, lease, path, code);
    } finally {
      desk.writes().returnTurn();
    }
  }

  private StepRecord recorded(
      String what, Lease lease, String path, TransactionCode<Connection> code) throws Exception {
    SqliteWriter writer = desk.writer();
    SqlSession tx = begun(what, writer);
    try {
      Optional<StepRecord> before = rows.runs().outcome(tx, lease.run(), path);
      if (before.isPresent()) {
        writer.rollback();
        return before.get();
      }
      StepRecord step = byHost(tx.connection(), code);
      rows.runs().lock(tx, lease);
      rows.runs().record(tx, lease.run(), step);
      commit(what, writer);
      return step;
    } catch (Throwable failed) {
      writer.rollback();
      throw failed;
    }
  }

  private SqlSession begun(String what, SqliteWriter writer) {
    try {
      SqlSession tx = writer.open();
      tx.update("begin immediate");
      return tx;
    } catch (SQLException failed) {
      writer.throwAway();
      throw SqliteFailures.withoutEffect(what, file.path(), failed);
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

  private void commit(String what, SqliteWriter writer) {
    try {
      writer.commit();
    } catch (SQLException failed) {
      writer.throwAway();
      throw SqliteFailures.unknown(what, file.path(), failed);
    }
  }
}
