package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import java.sql.SQLException;

/** How other nodes are told, when a transaction is committed, of what it did. */
public interface Signals {
  /** Tells nobody: there are no other nodes. */
  Signals NONE =
      new Signals() {
        @Override
        public void newWork(SqlSession tx) {}

        @Override
        public void newMail(SqlSession tx, RunId run, String owner) {}
      };

  /** Tells that a run has become claimable. */
  void newWork(SqlSession tx) throws SQLException;

  /** Tells that a letter has come to a run that a node owns. */
  void newMail(SqlSession tx, RunId run, String owner) throws SQLException;
}
