package io.maestro.jdbc.commit;

import io.maestro.jdbc.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Connections, of which some are kept between pieces of work. Thread-safe. */
public final class Sessions implements AutoCloseable {
  private final int most;
  private final Source source;
  private final Deque<SqlSession> idle = new ArrayDeque<>();
  private boolean closed;

  /** Where connections come from. */
  @FunctionalInterface
  public interface Source {
    /** Returns a new one. */
    SqlSession open() throws SQLException;
  }

  /** Creates an empty set that keeps so many while they are idle. */
  public Sessions(int kept, Source source) {
    this.most = kept;
    this.source = source;
  }

  /** Takes out one, a new one if none is idle. */
  public SqlSession take() throws SQLException {
    Optional<SqlSession> kept = idle();
    return kept.isPresent() ? kept.get() : source.open();
  }

  private synchronized Optional<SqlSession> idle() {
    return Optional.ofNullable(idle.pollLast());
  }

  /** Puts one back that is good for more work. */
  public void giveBack(SqlSession session) throws SQLException {
    if (!kept(session)) {
      session.close();
    }
  }

  private synchronized boolean kept(SqlSession session) {
    return !closed && idle.size() < most && idle.add(session);
  }

  @Override
  public void close() throws SQLException {
    SQLException failure = null;
    for (SqlSession session : ended()) {
      try {
        session.close();
      } catch (SQLException failed) {
        if (failure != null) {
          failed.addSuppressed(failure);
        }
        failure = failed;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized Iterable<SqlSession> ended() {
    closed = true;
    Deque<SqlSession> left = new ArrayDeque<>(idle);
    idle.clear();
    return left;
  }
}
