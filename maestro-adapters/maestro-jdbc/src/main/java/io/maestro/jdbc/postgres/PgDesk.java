package io.maestro.jdbc.postgres;

import io.maestro.error.MaestroException;
import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.Lanes;
import io.maestro.jdbc.commit.Sessions;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.jdbc.store.Desk;
import io.maestro.log.RunLog;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreException;
import io.maestro.time.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/**
 * A few connections, each for one piece of work at a time. What fails for a passing reason is done
 * again; a commit whose reply was lost, too: the work itself sees whether it was done.
 */
final class PgDesk implements Desk, AutoCloseable {
  static final int LANES = 4;

  private final DataSource source;
  private final Lanes lanes;
  private final Sessions sessions;
  private final TimeSource time;
  private final RunLog log;

  PgDesk(DataSource source, StoreContext context) {
    this.source = source;
    this.lanes = new Lanes("the PostgreSQL store", LANES, context.executor());
    this.sessions = new Sessions(LANES, () -> new SqlSession(source.getConnection()));
    this.time = context.time();
    this.log = context.log();
  }

  /** What is done with a connection. */
  interface Attempt {
    void run(SqlSession session) throws SQLException;
  }

  @Override
  public <T> CompletableFuture<T> read(Work<T> work) {
    return submit(work, work::run);
  }

  @Override
  public <T> CompletableFuture<T> change(Work<T> work) {
    return submit(work, session -> inTransaction(session, work));
  }

  private <T> CompletableFuture<T> submit(Work<T> work, Attempt attempt) {
    try {
      lanes.execute(() -> attempt(work, attempt));
    } catch (MaestroException refused) {
      work.failed(refused);
    }
    return work.done();
  }

  private void attempt(Work<?> work, Attempt attempt) {
    int number = work.nextAttempt();
    try {
      withSession(attempt);
      work.committed();
    } catch (SQLException failed) {
      if (PgFailures.isPassing(failed) && number < PgFailures.ATTEMPTS) {
        repeat(work, attempt, PgFailures.backoff(number), failed);
      } else {
        work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed));
      }
    } catch (MaestroException refused) {
      work.failed(refused);
    } catch (RuntimeException failed) {
      work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed));
    }
  }

  private void repeat(Work<?> work, Attempt attempt, Duration wait, SQLException because) {
    log.debug(work.what() + " is tried again in " + wait + ": " + because);
    time.schedule(wait, () -> submit(work, attempt), "another try of " + work.what());
  }

  /** Does something on a connection, which is thrown away if that fails. */
  void withSession(Attempt attempt) throws SQLException {
    SqlSession session = take();
    try {
      attempt.run(session);
    } catch (SQLException | RuntimeException failed) {
      throwAway(session);
      throw failed;
    }
    giveBackGood(session);
  }

  /** Returns a connection that commits each statement by itself. */
  SqlSession take() throws SQLException {
    SqlSession session = sessions.take();
    session.connection().setAutoCommit(true);
    return session;
  }

  void giveBackGood(SqlSession session) throws SQLException {
    sessions.giveBack(session);
  }

  /** Closes a connection that something has failed on. */
  void throwAway(SqlSession session) {
    try (session) {
      Connection connection = session.connection();
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException failed) { // it is no good; the server has rolled back
      log.debug("a connection was thrown away: " + failed);
    }
  }

  private static void inTransaction(SqlSession session, Work<?> work) throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    work.run(session);
    commit(connection, List.of(work));
    connection.setAutoCommit(true);
  }

  /** Commits; if the reply is lost, the works may be done. */
  static void commit(Connection connection, List<? extends Work<?>> works) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException failed) {
      if (PgFailures.isConnectionLost(failed)) {
        works.forEach(Work::mayBeDone);
      }
      throw failed;
    }
  }

  /** Has works done again that shared a transaction, or tells them that they failed. */
  Optional<Duration> afterFailure(
      List<Work<?>> works, int attempt, SQLException failed, Committer committer) {
    boolean passing = PgFailures.isPassing(failed);
    if (passing && attempt < PgFailures.ATTEMPTS) {
      Duration wait = PgFailures.backoff(attempt);
      log.debug(works.get(0).what() + " is tried again in " + wait + ": " + failed);
      return Optional.of(wait);
    }
    if (works.size() > 1 && !passing) {
      works.forEach(work -> committer.commit(List.of(work))); // so that only those fail that must
    } else {
      works.forEach(work -> work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed)));
    }
    return Optional.empty();
  }

  @Override
  public SqlSession lend(String what) {
    try {
      return new SqlSession(source.getConnection());
    } catch (SQLException failed) {
      throw PgFailures.failed(what, false, failed);
    }
  }

  @Override
  public void beginReading(SqlSession lent) throws SQLException {
    lent.connection().setAutoCommit(false);
    lent.update("set transaction isolation level repeatable read, read only");
  }

  @Override
  public void giveBack(SqlSession lent) throws SQLException {
    try (lent) {
      if (!lent.connection().getAutoCommit()) {
        lent.connection().rollback();
        lent.connection().setAutoCommit(true);
      }
    }
  }

  /** Completes what was accepted, then closes the connections. */
  @Override
  public void close() {
    lanes.close();
    try {
      sessions.close();
    } catch (SQLException failed) {
      throw new StoreException("a connection to PostgreSQL can't be closed", failed);
    }
  }
}
