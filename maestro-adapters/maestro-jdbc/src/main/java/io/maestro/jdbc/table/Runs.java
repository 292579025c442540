package io.maestro.jdbc.table;

import io.maestro.codec.EncodedPayload;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is done with runs within a transaction. Everything is judged before it is changed, so that
 * what is refused leaves the transaction to others.
 *
 * <p>Each change carries a token of its own: who has to repeat it, because the answer was lost,
 * sees by it whether it was done.
 */
public final class Runs {
  private static final String WRITE_STANDING = "status = ?, standing = ?, awaits = ?, token = ?";

  private final Bytes bytes;
  private final DueTimes due;
  private final Steps steps;
  private final Letters letters;
  private final Tags tags;
  private final Signals signals;
  private final String create;
  private final String createOwned;
  private final String find;
  private final String tokenOf;
  private final String state;
  private final String lock;
  private final String keep;
  private final String release;
  private final String end;
  private final String inboxSize;
  private final String wake;
  private final String deliver;
  private final String deliverAndWake;
  private final String renew;

  Runs(
      Tables tables,
      Bytes bytes,
      DueTimes due,
      Steps steps,
      Letters letters,
      Tags tags,
      Signals signals) {
    this.bytes = bytes;
    this.due = due;
    this.steps = steps;
    this.letters = letters;
    this.tags = tags;
    this.signals = signals;
    String insert =
        "insert into {runs} (id, workflow, status, created_at, facts, input_form, input_data,"
            + " awaits, taken_over, letters, mail, token, epoch, owner, lease_ends, due_at)"
            + " values (?, ?, 'QUEUED', {now}, ?, ?, ?, '', 0, 0, 0, ?, ";
    String unlessThere = " on conflict (id) do nothing returning created_at";
    this.create = tables.sql(insert + "0, null, null, {now})" + unlessThere);
    this.createOwned = tables.sql(insert + "1, ?, {steady} + ?, null)" + unlessThere);
    this.find = tables.sql("select " + RunColumns.READ + " from {runs} where id = ?");
    this.tokenOf = tables.sql("select token from {runs} where id = ?");
    this.state =
        tables.sql(
            "select epoch, owner, ended_at, token, letters, mail, awaits, standing, created_at"
                + " from {runs} where id = ? {lock}");
    this.lock = tables.sql("select id from {runs} where id = ? {lock}");
    this.keep = tables.sql("update {runs} set " + WRITE_STANDING + " where id = ?");
    this.release =
        tables.sql(
            "update {runs} set "
                + WRITE_STANDING
                + ", owner = null, lease_ends = null, due_at = {due} where id = ?");
    this.end =
        tables.sql(
            "update {runs} set status = ?, ending = ?, result_form = ?, result_data = ?,"
                + " ended_at = {now}, owner = null, lease_ends = null, due_at = null, letters = 0,"
                + " standing = coalesce(?, standing), token = ? where id = ?");
    this.inboxSize = tables.sql("update {runs} set letters = letters + ? where id = ?");
    this.wake = tables.sql("update {runs} set due_at = " + Nanos.FIRST + " where id = ?");
    String deliver = "update {runs} set letters = letters + 1, mail = mail + 1";
    this.deliver = tables.sql(deliver + " where id = ?");
    this.deliverAndWake = tables.sql(deliver + ", due_at = " + Nanos.FIRST + " where id = ?");
    this.renew =
        tables.sql(
            "update {runs} set lease_ends = {steady} + ?"
                + " where id = ? and epoch = ? and owner is not null returning mail");
  }

  /** What a change has to know of a run. */
  private record State(
      long epoch,
      @Nullable String owner,
      boolean ended,
      @Nullable String token,
      int letters,
      long mail,
      String awaits,
      @Nullable String standing,
      long createdAt) {
    static State read(ResultSet row) throws SQLException {
      row.getLong("ended_at");
      boolean ended = !row.wasNull();
      return new State(
          row.getLong("epoch"),
          row.getString("owner"),
          ended,
          row.getString("token"),
          row.getInt("letters"),
          row.getLong("mail"),
          row.getString("awaits"),
          row.getString("standing"),
          row.getLong("created_at"));
    }

    boolean isOwnedUnder(Lease lease) {
      return owner != null && !ended && epoch == lease.epoch();
    }

    String inWords() {
      return ended
          ? "it has ended"
          : "owner is " + (owner == null ? "nobody" : owner) + ", epoch " + epoch;
    }
  }

  /** Encodes what a run is to be created with: what can't be encoded fails before it is begun. */
  public void prepare(NewRun run) {
    bytes.prepare(run.input());
    prepare(run.journal());
  }

  /** Encodes what is to be written: what can't be encoded fails before it is begun. */
  public void prepare(RunWrite write) {
    prepare(write.recorded());
    write.sent().forEach(sent -> prepare(sent.letter()));
    write.end().flatMap(RunEnd::result).ifPresent(bytes::prepare);
  }

  /** Encodes a letter. */
  public void prepare(Letter letter) {
    bytes.prepare(letter.content());
  }

  private void prepare(List<StepRecord> steps) {
    steps.forEach(step -> step.value().ifPresent(bytes::prepare));
  }

  /** Creates a run unless there is one with its id. */
  public Creation create(SqlSession tx, NewRun run, String token) throws SQLException {
    Optional<Instant> createdAt = insert(tx, run, token);
    if (createdAt.isEmpty()) {
      RunRecord there = find(tx, run.id()).orElseThrow(() -> vanished(run.id()));
      boolean mine =
          tx.first(tokenOf, row -> token.equals(row.getString(1)), run.id().value()).orElse(false);
      return new Creation(there, mine);
    }
    steps.record(tx, run.id(), run.journal());
    tags.put(tx, run.id(), run.tags());
    if (run.owner().isEmpty()) {
      signals.newWork(tx);
    }
    return new Creation(created(run, createdAt.get()), true);
  }

  private static RunRecord created(NewRun run, Instant createdAt) {
    return new RunRecord(
        run.id(),
        run.workflow(),
        run.input(),
        createdAt,
        run.deadline(),
        run.tags(),
        run.context(),
        run.parent(),
        RunColumns.standing(null, createdAt),
        run.owner().isPresent() ? 1 : 0,
        run.owner(),
        Optional.empty(),
        Optional.empty());
  }

  private static SQLException vanished(RunId run) {
    return new SQLException("run " + run + " was deleted meanwhile", "40001");
  }

  private Optional<Instant> insert(SqlSession tx, NewRun run, String token) throws SQLException {
    EncodedPayload input = bytes.of(run.input());
    String facts =
        Details.write(new Details.Facts(run.deadline(), run.tags(), run.context(), run.parent()));
    String id = run.id().value();
    String form = Bytes.form(input);
    Optional<Long> created =
        run.owner().isPresent()
            ? tx.first(
                createOwned,
                row -> row.getLong(1),
                id,
                run.workflow(),
                facts,
                form,
                input.bytes(),
                token,
                run.owner().get(),
                Nanos.of(run.leaseFor()))
            : tx.first(
                create,
                row -> row.getLong(1),
                id,
                run.workflow(),
                facts,
                form,
                input.bytes(),
                token);
    return created.map(Nanos::instant);
  }

  /** Returns a run. */
  public Optional<RunRecord> find(SqlSession session, RunId run) throws SQLException {
    return session.first(find, RunColumns::read, run.value());
  }

  /** Returns a run's steps, in the order in which they were first recorded. */
  public List<StepRecord> journal(SqlSession session, RunId run) throws SQLException {
    return steps.journal(session, run);
  }

  /** Prolongs leases, one after the other. */
  public Renewal renew(SqlSession tx, Collection<HeldRun> held, Duration leaseFor)
      throws SQLException {
    List<Lease> lost = new ArrayList<>();
    List<Renewal.Mail> mail = new ArrayList<>();
    for (HeldRun run : held) {
      Optional<Long> latest =
          tx.first(
              renew,
              row -> row.getLong(1),
              Nanos.of(leaseFor),
              run.lease().run().value(),
              run.lease().epoch());
      if (latest.isEmpty()) {
        lost.add(run.lease());
      } else {
        mailOf(tx, run, latest.get()).ifPresent(mail::add);
      }
    }
    return new Renewal(lost, mail);
  }

  /** Returns the letters that an owner has not seen, if there are any. */
  Optional<Renewal.Mail> mailOf(SqlSession session, HeldRun run, long latest) throws SQLException {
    if (latest <= run.mailSeen()) {
      return Optional.empty();
    }
    RunId id = run.lease().run();
    List<Letter> unseen = letters.inbox(session, id, run.mailSeen());
    return unseen.isEmpty() ? Optional.empty() : Optional.of(new Renewal.Mail(id, unseen, latest));
  }

  /** Returns a step's final outcome, if the journal has it. */
  public Optional<StepRecord> outcome(SqlSession session, RunId run, String path)
      throws SQLException {
    return steps.find(session, run, path).filter(step -> step.state().isFinal());
  }

  /**
   * Locks a run that is written to.
   *
   * @throws StaleEpochException if the lease is void
   */
  public void lock(SqlSession tx, Lease lease) throws SQLException {
    State found =
        tx.first(state, State::read, lease.run().value())
            .orElseThrow(() -> new StaleEpochException(lease, "there is no run with this id"));
    if (!found.isOwnedUnder(lease)) {
      throw new StaleEpochException(lease, found.inWords());
    }
  }

  /** Records a step of a run that is locked. */
  public void record(SqlSession tx, RunId run, StepRecord step) throws SQLException {
    steps.record(tx, run, List.of(step));
  }

  /**
   * Makes an owner's change.
   *
   * @throws StaleEpochException if the lease is void; nothing was changed then
   */
  public void write(SqlSession tx, RunWrite write, String token) throws SQLException {
    if (StepBatch.isFor(write) && steps.recordHeld(tx, write.lease(), write.recorded().get(0))) {
      return;
    }
    lockInOrder(tx, write);
    RunId run = write.lease().run();
    State found =
        tx.first(state, State::read, run.value())
            .orElseThrow(
                () -> new StaleEpochException(write.lease(), "there is no run with this id"));
    if (!found.isOwnedUnder(write.lease())) {
      if (token.equals(found.token())) {
        return; // done before, and the answer was lost
      }
      throw new StaleEpochException(write.lease(), found.inWords());
    }
    steps.forget(tx, run, write.forgotten());
    steps.record(tx, run, write.recorded());
    take(tx, run, write.taken());
    for (RunWrite.Addressed sent : write.sent()) {
      deliver(tx, sent.to(), sent.letter(), token);
    }
    stand(tx, write, found, token);
  }

  /**
   * Locks the run and those it writes to by their ids: two that write to each other must not wait.
   */
  private void lockInOrder(SqlSession tx, RunWrite write) throws SQLException {
    if (write.sent().isEmpty()) {
      return;
    }
    TreeSet<String> ids = new TreeSet<>();
    ids.add(write.lease().run().value());
    write.sent().forEach(sent -> ids.add(sent.to().value()));
    for (String id : ids) {
      tx.first(lock, row -> true, id);
    }
  }

  private void take(SqlSession tx, RunId run, List<String> taken) throws SQLException {
    if (!taken.isEmpty()) {
      tx.update(inboxSize, -letters.take(tx, run, taken), run.value());
    }
  }

  private void stand(SqlSession tx, RunWrite write, State state, String token) throws SQLException {
    RunId run = write.lease().run();
    if (write.end().isPresent()) {
      end(tx, write, write.end().get(), token);
      if (state.mail() > 0 || !write.sent().isEmpty()) { // it may have written to itself
        letters.clear(tx, run);
      }
    } else if (write.ownership() == RunWrite.Ownership.RELEASE) {
      release(tx, run, write.next().orElseGet(() -> standingOf(state)), token);
    } else if (write.next().isPresent()) {
      Standing next = write.next().get();
      tx.update(
          keep,
          next.status().name(),
          Details.write(next),
          Letters.awaits(next.awaits()),
          token,
          run.value());
    }
  }

  private static Standing standingOf(State state) {
    return RunColumns.standing(state.standing(), Nanos.instant(state.createdAt()));
  }

  private void release(SqlSession tx, RunId run, Standing next, String token) throws SQLException {
    String awaits = Letters.awaits(next.awaits());
    boolean woken = letters.hasAwaited(tx, run, awaits);
    tx.update(
        release,
        next.status().name(),
        Details.write(next),
        awaits,
        token,
        due.of(next.dueAt()),
        run.value());
    if (woken) {
      tx.update(wake, run.value());
    }
    if (woken || due.isNow(next.dueAt())) {
      signals.newWork(tx);
    }
  }

  private void end(SqlSession tx, RunWrite write, RunEnd end, String token) throws SQLException {
    Optional<EncodedPayload> result = end.result().map(bytes::of);
    Details.Ending ending =
        new Details.Ending(end.status(), end.failure(), end.reason(), end.compensated());
    tx.update(
        this.end,
        end.status().name(),
        Details.write(ending),
        result.map(Bytes::form).orElse(null),
        result.map(EncodedPayload::bytes).orElse(null),
        write.next().map(Details::write).orElse(null),
        token,
        write.lease().run().value());
  }

  /** Puts a letter into a run's inbox. */
  public Delivery deliver(SqlSession tx, RunId to, Letter letter, String token)
      throws SQLException {
    Optional<State> found = tx.first(state, State::read, to.value());
    if (found.isEmpty() || found.get().ended()) {
      return found.isEmpty() ? Delivery.UNKNOWN_RUN : Delivery.ENDED;
    }
    State there = found.get();
    if (there.letters() >= RunStore.MAX_LETTERS) {
      return letters.isThere(tx, to, letter.id())
          ? duplicate(tx, to, letter, token)
          : Delivery.FULL;
    }
    if (!letters.put(tx, to, there.mail() + 1, letter, token)) {
      return duplicate(tx, to, letter, token);
    }
    boolean wakes = there.owner() == null && Letters.awaits(there.awaits(), letter);
    tx.update(wakes ? deliverAndWake : deliver, to.value());
    if (wakes) {
      signals.newWork(tx);
    } else if (there.owner() != null) {
      signals.newMail(tx, to, there.owner());
    }
    return Delivery.DELIVERED;
  }

  private Delivery duplicate(SqlSession tx, RunId to, Letter letter, String token)
      throws SQLException {
    return letters.isThereBy(tx, to, letter.id(), token)
        ? Delivery.DELIVERED // before, and the answer was lost
        : Delivery.DUPLICATE;
  }
}
