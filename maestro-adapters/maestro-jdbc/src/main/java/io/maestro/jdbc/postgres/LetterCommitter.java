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
 * Delivers some letters in one transaction: to each run in the order in which they came, and from
 * run to run in the order of their ids, in which everybody locks them.
 */
final class LetterCommitter implements Committer {
  /** Few, since the runs are locked meanwhile and their owners wait. */
  private static final int TOGETHER = 50;

  private final PgDesk desk;

  LetterCommitter(PgDesk desk) {
    this.desk = desk;
  }

  @Override
  public int together(List<Work<?>> works) {
    return Math.min(TOGETHER, works.size());
  }

  @Override
  public Optional<Duration> commit(List<Work<?>> works) {
    List<LetterWork> letters =
        works.stream()
            .map(work -> (LetterWork) work)
            .sorted(Comparator.comparing(LetterWork::to))
            .toList();
    int attempt = works.get(0).nextAttempt();
    try {
      desk.withSession(session -> deliver(session, letters));
      letters.forEach(Work::committed);
      return Optional.empty();
    } catch (SQLException failed) {
      return desk.afterFailure(works, attempt, failed, this);
    } catch (RuntimeException failed) {
      works.forEach(work -> work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed)));
      return Optional.empty();
    }
  }

  private static void deliver(SqlSession session, List<LetterWork> letters) throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    for (LetterWork letter : letters) {
      letter.run(session);
    }
    PgDesk.commit(connection, letters);
    connection.setAutoCommit(true);
  }
}
