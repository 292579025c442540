package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.StepRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How runs get an owner, and keep it, where several nodes ask at once: each in one statement of
 * PostgreSQL, which passes over what another node is about to take.
 */
public final class FleetClaims {
  /** SQLState of a lock that was not had in time. */
  private static final String LOCK_TIMEOUT = "55P03";

  private final Runs runs;
  private final String claim;
  private final String claimOne;
  private final String claimedBefore;
  private final String journals;
  private final String inboxes;
  private final String next;
  private final String claimBusy;
  private final String renew;

  FleetClaims(Tables tables, Runs runs) {
    this.runs = runs;
    this.claim = tables.sql(claim(""));
    this.claimOne = tables.sql(claim(" and id = ?"));
    this.claimedBefore =
        tables.sql(
            "select "
                + RunColumns.READ
                + ", taken_over, mail from {runs} where workflow = any(?) and lease_ends is not null"
                + " and owner = ? and token = ?");
    this.journals =
        tables.sql("select " + Steps.COLUMNS + " from {steps} where run = any(?) order by seq");
    this.inboxes =
        tables.sql(
            "select run, "
                + Letters.COLUMNS
                + " from {letters} where run = any(?) and taken = 0 order by run, number");
    this.next =
        tables.sql(
            "select min(due) - {now}, min(expiry) <= {now} from unnest(?::text[]) as wanted(workflow)"
                + " cross join lateral (select min(due_at) as due from {runs} r"
                + " where r.workflow = wanted.workflow and due_at is not null) one"
                + " cross join lateral (select min(lease_ends) as expiry from {runs} r"
                + " where r.workflow = wanted.workflow and lease_ends is not null) other");
    this.claimBusy =
        tables.sql(
            """
            with picked as (
              select id from {runs} where workflow = any(?) and lease_ends <= {now}
              and lease_ends is not null and (?::text is null or id = ?)
              order by lease_ends limit 1 {lock})
            update {runs} r set taken_over = 1, owner = ?, epoch = r.epoch + 1,
              lease_ends = {now} + ?, due_at = null, token = ?
            from picked where r.id = picked.id and r.lease_ends <= {now}
            returning r.*""");
    this.renew =
        tables.sql(
            """
            with asked (run, epoch) as (select * from unnest(?::text[], ?::bigint[])),
            held as (
              select r.id, r.epoch, r.mail from {runs} r
              join asked on asked.run = r.id and asked.epoch = r.epoch
              where r.owner is not null order by r.id for no key update of r),
            kept as (
              update {runs} r set lease_ends = {steady} + ? from held where r.id = held.id)
            select id, epoch, mail from held""");
  }

  /** Judged twice: when a run is found, and when it is taken. */
  private static String claim(String only) {
    String found =
        """
        select id, at from unnest(?::text[]) as wanted(workflow) cross join lateral
          (select id, %1$s as at from {runs} r
           where r.workflow = wanted.workflow and %1$s <= {now} and %1$s is not null%2$s
           order by %1$s limit ? {skip}) one
        order by at limit ?""";
    return """
    with due as (%s),
    expired as (%s),
    picked as (
      select id, 0 as late, at from due union all select id, 1 as late, at from expired
      order by late, at limit ?),
    mine as (
      update {runs} r set taken_over = case when r.owner is null then 0 else 1 end, owner = ?,
        epoch = r.epoch + 1, lease_ends = {now} + ?, due_at = null, token = ?
      from picked
      where r.id = picked.id and (r.due_at <= {now} or r.lease_ends <= {now})
      returning picked.late, picked.at, r.*)
    select %s, taken_over, mail from mine order by late, at"""
        .formatted(
            found.formatted("due_at", only), found.formatted("lease_ends", only), RunColumns.READ);
  }

  /** A claimed run without what is in other tables. */
  private record Claimed(RunRecord run, boolean takenOver, long mail) {
    static Claimed read(ResultSet row) throws SQLException {
      return new Claimed(RunColumns.read(row), row.getInt("taken_over") == 1, row.getLong("mail"));
    }
  }

  /**
   * Gives runs to a node.
   *
   * @param again whether it was tried before, so that the runs may be claimed already
   */
  public Claims claim(SqlSession session, ClaimRequest request, String token, boolean again)
      throws SQLException {
    Array workflows = texts(session, request.workflows());
    List<Claimed> claimed =
        again
            ? session.list(claimedBefore, Claimed::read, workflows, request.node(), token)
            : List.of();
    if (claimed.isEmpty()) {
      claimed = claimNow(session, request, workflows, token);
    }
    Next next = session.list(this.next, Next::read, workflows).get(0);
    if (next.hasExpired() && claimed.size() < request.limit()) {
      claimed = new ArrayList<>(claimed);
      claimed.addAll(claimBusy(session, request, workflows, token));
    }
    return new Claims(whole(session, request.node(), claimed), next.dueIn());
  }

  /** What is left after a claim. */
  private record Next(Optional<Duration> dueIn, boolean hasExpired) {
    static Next read(ResultSet row) throws SQLException {
      long nanos = row.getLong(1);
      Optional<Duration> dueIn =
          row.wasNull() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, nanos)));
      return new Next(dueIn, row.getBoolean(2));
    }
  }

  /**
   * Takes one run whose lease has expired and that was passed over, since somebody was at it, as an
   * owner that goes on writing would be each time: waits its turn, for a while.
   */
  private List<Claimed> claimBusy(
      SqlSession session, ClaimRequest request, Array workflows, String token) throws SQLException {
    String only = request.only().map(RunId::value).orElse(null);
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    try {
      session.update("set local lock_timeout = '2s'");
      List<Claimed> claimed =
          session.list(
              claimBusy,
              Claimed::read,
              workflows,
              only,
              only,
              request.node(),
              Nanos.of(request.leaseFor()),
              token);
      connection.commit();
      connection.setAutoCommit(true);
      return claimed;
    } catch (SQLException failed) {
      if (!LOCK_TIMEOUT.equals(failed.getSQLState())) {
        throw failed;
      }
      connection.rollback();
      connection.setAutoCommit(true);
      return List.of(); // whoever holds it is at work: the next look finds what became of it
    }
  }

  private List<Claimed> claimNow(
      SqlSession session, ClaimRequest request, Array workflows, String token) throws SQLException {
    int limit = request.limit();
    long lease = Nanos.of(request.leaseFor());
    if (request.only().isPresent()) {
      String only = request.only().get().value();
      return session.list(
          claimOne,
          Claimed::read,
          workflows,
          only,
          limit,
          limit,
          workflows,
          only,
          limit,
          limit,
          limit,
          request.node(),
          lease,
          token);
    }
    return session.list(
        claim,
        Claimed::read,
        workflows,
        limit,
        limit,
        workflows,
        limit,
        limit,
        limit,
        request.node(),
        lease,
        token);
  }

  private List<ClaimedRun> whole(SqlSession session, String node, List<Claimed> claimed)
      throws SQLException {
    if (claimed.isEmpty()) {
      return List.of();
    }
    Array ids = texts(session, claimed.stream().map(one -> one.run().id().value()).toList());
    Map<String, List<StepRecord>> steps = new HashMap<>();
    session.list(journals, row -> add(steps, row, Steps.read(row)), ids);
    Map<String, List<Letter>> letters = new HashMap<>();
    session.list(inboxes, row -> add(letters, row, Letters.read(row)), ids);
    List<ClaimedRun> runs = new ArrayList<>(claimed.size());
    for (Claimed one : claimed) {
      String id = one.run().id().value();
      runs.add(
          new ClaimedRun(
              new Lease(one.run().id(), node, one.run().epoch()),
              one.run(),
              steps.getOrDefault(id, List.of()),
              letters.getOrDefault(id, List.of()),
              one.mail(),
              one.takenOver() ? ClaimedRun.Past.TAKEN_OVER : ClaimedRun.Past.RELEASED));
    }
    return runs;
  }

  private static <T> boolean add(Map<String, List<T>> byRun, ResultSet row, T one)
      throws SQLException {
    return byRun.computeIfAbsent(row.getString("run"), run -> new ArrayList<>()).add(one);
  }

  /** Prolongs leases. */
  public Renewal renew(SqlSession session, Collection<HeldRun> held, Duration leaseFor)
      throws SQLException {
    List<HeldRun> asked = List.copyOf(held);
    Map<Lock, Long> kept = new HashMap<>();
    session.list(
        renew,
        row -> kept.put(new Lock(row.getString(1), row.getLong(2)), row.getLong(3)),
        texts(session, asked.stream().map(one -> one.lease().run().value()).toList()),
        session
            .connection()
            .createArrayOf(
                "bigint", asked.stream().map(one -> one.lease().epoch()).toArray(Long[]::new)),
        Nanos.of(leaseFor));
    List<Lease> lost = new ArrayList<>();
    List<Renewal.Mail> mail = new ArrayList<>();
    for (HeldRun one : asked) {
      Long latest = kept.get(new Lock(one.lease().run().value(), one.lease().epoch()));
      if (latest == null) {
        lost.add(one.lease());
      } else {
        runs.mailOf(session, one, latest).ifPresent(mail::add);
      }
    }
    return new Renewal(lost, mail);
  }

  /** What a lease is known by. */
  private record Lock(String run, long epoch) {}

  private static Array texts(SqlSession session, Collection<String> texts) throws SQLException {
    return session.connection().createArrayOf("text", texts.toArray());
  }
}
