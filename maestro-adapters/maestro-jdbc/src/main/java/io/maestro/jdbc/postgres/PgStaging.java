package io.maestro.jdbc.postgres;

import io.maestro.error.MaestroException;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.Staging;
import io.maestro.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Stages on a connection of its own. */
record PgStaging(PgDesk desk, SqlSession session) implements Staging {
  @Override
  public <T> void change(Work<T> work) {
    try {
      Connection connection = session.connection();
      connection.setAutoCommit(false);
      try {
        work.run(session);
        PgDesk.commit(connection, List.of(work));
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
      work.committed();
      work.done().join();
    } catch (SQLException failed) {
      throw PgFailures.failed(work.what(), work.isInDoubt(), failed);
    } catch (CompletionException refused) {
      throw refused.getCause() instanceof MaestroException named
          ? named
          : new StoreException(work.what() + " failed", refused.getCause());
    }
  }

  @Override
  public void close() {
    try {
      desk.giveBack(session);
    } catch (SQLException failed) {
      throw PgFailures.failed("the end of a restore", false, failed);
    }
  }
}
