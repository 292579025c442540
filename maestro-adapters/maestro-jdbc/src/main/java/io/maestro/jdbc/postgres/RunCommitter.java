package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes some changes in one transaction: of each run in the order in which they came, and from run
 * to run in the order of their ids, in which everybody locks them.
 */
final class RunCommitter implements Committer {
  /** Few, since the runs are locked meanwhile and their owners wait. */
  private static final int TOGETHER = 50;

  private final PgDesk desk;

  RunCommitter(PgDesk desk) {
    this.desk = desk;
  }

  @Override
  public int together(List<Work<?>> works) {
    return Math.min(TOGETHER, works.size());
  }

  @Override
  public Optional<Duration> commit(List<Work<?>> works) {
    List<RunWork<?>> changes =
        works.stream()
            .<RunWork<?>>map(work -> (RunWork<?>) work)
            .sorted(Comparator.comparing(RunWork::run))
            .toList();
    int attempt = works.get(0).nextAttempt();
    try {
      desk.withSession(session -> change(session, changes));
      changes.forEach(Work::committed);
      return Optional.empty();
    } catch (SQLException failed) {
      return desk.afterFailure(works, attempt, failed, this);
    } catch (RuntimeException failed) {
      works.forEach(work -> work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed)));
      return Optional.empty();
    }
  }

  private static void change(SqlSession session, List<RunWork<?>> changes) throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    for (RunWork<?> one : changes) {
      one.run(session);
    }
    PgDesk.commit(connection, changes);
    connection.setAutoCommit(true);
  }
}
