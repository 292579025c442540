package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How ended runs go, with all that belongs to them, and the ids of letters long taken. */
public final class Removal {
  /** The largest number of runs that one transaction deletes. */
  public static final int BATCH = 500;

  private final List<String> deletes;
  private final String delete;
  private final String lock;
  private final String expired;
  private final String nextExpiry;
  private final String forgetLetters;

  Removal(Tables tables) {
    this.lock = tables.sql("select id from {runs} where id = ? and ended_at is not null {skip}");
    this.delete = tables.sql("delete from {runs} where id = ? and ended_at is not null");
    this.deletes =
        List.of(
            tables.sql("delete from {steps} where run = ?"),
            tables.sql("delete from {letters} where run = ?"),
            tables.sql("delete from {tags} where run = ?"));
    this.expired =
        tables.sql(
            "select id from {runs} where ended_at <= {now} - ? and ended_at is not null"
                + " order by ended_at limit ? {skip}");
    this.nextExpiry =
        tables.sql("select min(ended_at) - {now} from {runs} where ended_at is not null");
    this.forgetLetters =
        tables.sql(
            "delete from {letters} where (run, id) in (select run, id from {letters}"
                + " where taken = 1 and delivered_at <= {now} - ? order by delivered_at limit "
                + 10 * BATCH
                + " {skip})");
  }

  /** Deletes runs that have ended, and returns how many of them had. */
  public int delete(SqlSession tx, List<RunId> runs) throws SQLException {
    int deleted = 0;
    for (RunId run : runs) {
      if (tx.first(lock, row -> true, run.value()).isPresent()
          && tx.update(delete, run.value()) == 1) {
        deleted++;
        for (String others : deletes) {
          tx.update(others, run.value());
        }
      }
    }
    return deleted;
  }

  /** Deletes some of the runs whose retention has passed, and returns how many. */
  public int expire(SqlSession tx, Duration retention) throws SQLException {
    List<RunId> gone =
        tx.list(expired, row -> RunId.of(row.getString(1)), Nanos.of(retention), BATCH);
    return delete(tx, gone);
  }

  /** Forgets some ids of letters that were taken long ago, and returns how many. */
  public int forgetLetters(SqlSession tx, Duration window) throws SQLException {
    return tx.update(forgetLetters, Nanos.of(window));
  }

  /** Returns in what time the retention of the next ended run will have passed. */
  public Optional<Duration> nextIn(SqlSession session, Duration retention) throws SQLException {
    return session.list(nextExpiry, Removal::duration).get(0).map(retention::plus);
  }

  private static Optional<Duration> duration(ResultSet row) throws SQLException {
    long nanos = row.getLong(1);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }
}
