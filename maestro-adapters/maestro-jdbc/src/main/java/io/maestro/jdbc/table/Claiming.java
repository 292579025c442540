package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.Lease;
import io.maestro.store.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How runs get an owner: found by index for each workflow wanted, the longest due first. */
public final class Claiming {
  private final Steps steps;
  private final Letters letters;
  private final String due;
  private final String expired;
  private final String own;
  private final String claimed;
  private final String nextDue;

  Claiming(Tables tables, Steps steps, Letters letters) {
    this.steps = steps;
    this.letters = letters;
    String only = " and (? is null or id = ?)";
    this.due =
        tables.sql(
            "select id, due_at from {runs} where workflow = ? and due_at <= {now}"
                + " and due_at is not null"
                + only
                + " order by due_at limit ?");
    this.expired =
        tables.sql(
            "select id, lease_ends from {runs} where workflow = ? and lease_ends <= {steady}"
                + " and lease_ends is not null"
                + only
                + " order by lease_ends limit ?");
    this.own =
        tables.sql(
            "update {runs} set taken_over = case when owner is null then 0 else 1 end, owner = ?,"
                + " epoch = epoch + 1, lease_ends = {steady} + ?, due_at = null, token = ?"
                + " where id = ?");
    this.claimed =
        tables.sql("select " + RunColumns.READ + ", taken_over, mail from {runs} where id = ?");
    this.nextDue =
        tables.sql(
            "select min(due_at) - {now} from {runs} where workflow = ? and due_at is not null"
                + only);
  }

  private record Found(String id, long at) {
    static Found read(ResultSet row) throws SQLException {
      return new Found(row.getString(1), row.getLong(2));
    }
  }

  /** Gives runs to a node, within a transaction that is the only one to do so. */
  public Claims claim(SqlSession tx, ClaimRequest request, String token) throws SQLException {
    List<Found> found = find(tx, due, request, request.limit());
    found.addAll(find(tx, expired, request, request.limit() - found.size()));
    List<ClaimedRun> runs = new ArrayList<>(found.size());
    for (Found run : found) {
      tx.update(own, request.node(), Nanos.of(request.leaseFor()), token, run.id());
      runs.add(claimed(tx, run.id(), request.node()));
    }
    return new Claims(runs, nextDueIn(tx, request));
  }

  private List<Found> find(SqlSession tx, String sql, ClaimRequest request, int limit)
      throws SQLException {
    String only = request.only().map(RunId::value).orElse(null);
    List<Found> found = new ArrayList<>();
    if (limit > 0) {
      for (String workflow : new TreeSet<>(request.workflows())) {
        found.addAll(tx.list(sql, Found::read, workflow, only, only, limit));
      }
      found.sort(Comparator.comparingLong(Found::at).thenComparing(Found::id));
    }
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  private ClaimedRun claimed(SqlSession tx, String id, String node) throws SQLException {
    return tx.first(claimed, row -> claimed(tx, row, node), id)
        .orElseThrow(() -> new SQLException("run " + id + " was deleted meanwhile", "40001"));
  }

  private ClaimedRun claimed(SqlSession tx, ResultSet row, String node) throws SQLException {
    RunRecord run = RunColumns.read(row);
    ClaimedRun.Past past =
        row.getInt("taken_over") == 1 ? ClaimedRun.Past.TAKEN_OVER : ClaimedRun.Past.RELEASED;
    return new ClaimedRun(
        new Lease(run.id(), node, run.epoch()),
        run,
        steps.journal(tx, run.id()),
        letters.inbox(tx, run.id(), 0),
        row.getLong("mail"),
        past);
  }

  /** Returns in what time the next run that nobody owns is due. */
  Optional<Duration> nextDueIn(SqlSession session, ClaimRequest request) throws SQLException {
    String only = request.only().map(RunId::value).orElse(null);
    List<Duration> next = new ArrayList<>();
    for (String workflow : request.workflows()) {
      session.list(nextDue, Claiming::duration, workflow, only, only).get(0).ifPresent(next::add);
    }
    return next.stream().min(Comparator.naturalOrder());
  }

  private static Optional<Duration> duration(ResultSet row) throws SQLException {
    long nanos = row.getLong(1);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, nanos)));
  }
}
