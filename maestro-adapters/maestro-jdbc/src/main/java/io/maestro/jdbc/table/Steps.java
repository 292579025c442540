package io.maestro.jdbc.table;

import io.maestro.codec.EncodedPayload;
import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.store.Lease;
import io.maestro.store.StepRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Journals. */
public final class Steps {
  /** The columns of a step in the order in which they are written. */
  static final String COLUMNS =
      "run, path, verb, state, attempts, value_form, value_data, failure, due_at, round, recorded_at";

  /** Replaces what is there but for its place in the order. */
  static final String REPLACE =
      " on conflict (run, path) do update set verb = excluded.verb, state = excluded.state,"
          + " attempts = excluded.attempts, value_form = excluded.value_form,"
          + " value_data = excluded.value_data, failure = excluded.failure,"
          + " due_at = excluded.due_at, round = excluded.round,"
          + " recorded_at = excluded.recorded_at";

  private final Bytes bytes;
  private final String record;
  private final String forget;
  private final String journal;
  private final String find;
  private final String recordHeld;

  Steps(Tables tables, Bytes bytes) {
    this.bytes = bytes;
    this.record =
        tables.sql(
            "insert into {steps} (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?)" + REPLACE);
    this.forget = tables.sql("delete from {steps} where run = ? and path >= ? and path < ?");
    this.journal = tables.sql("select " + COLUMNS + " from {steps} where run = ? order by seq");
    this.recordHeld =
        tables.sql(
            "insert into {steps} ("
                + COLUMNS
                + ") select ?,?,?,?,?,?,?,?,?,?,? from {runs} r"
                + " where r.id = ? and r.epoch = ? and r.owner is not null {lock}"
                + REPLACE);
    this.find = tables.sql("select " + COLUMNS + " from {steps} where run = ? and path = ?");
  }

  void record(SqlSession tx, RunId run, List<StepRecord> steps) throws SQLException {
    for (StepRecord step : steps) {
      tx.update(record, row(run, step));
    }
  }

  /** Records a step if the lease is held, in one statement; returns whether it is. */
  boolean recordHeld(SqlSession tx, Lease lease, StepRecord step) throws SQLException {
    List<@Nullable Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, row(lease.run(), step));
    arguments.add(lease.run().value());
    arguments.add(lease.epoch());
    return tx.update(recordHeld, arguments.toArray()) == 1;
  }

  /** Returns a step as the values of {@link #COLUMNS}. */
  public @Nullable Object[] row(RunId run, StepRecord step) {
    Optional<EncodedPayload> value = step.value().map(bytes::of);
    return new @Nullable Object[] {
      run.value(),
      step.path(),
      step.verb().name(),
      step.state().name(),
      step.attempts(),
      value.map(Bytes::form).orElse(null),
      value.map(EncodedPayload::bytes).orElse(null),
      step.failure().map(Details::write).orElse(null),
      step.dueAt().map(Instant::toString).orElse(null),
      step.round(),
      step.recordedAt().toString()
    };
  }

  void forget(SqlSession tx, RunId run, List<String> prefixes) throws SQLException {
    for (String prefix : prefixes) {
      tx.update(forget, run.value(), prefix, after(prefix));
    }
  }

  /** Returns the least text that is greater than all that begin with a prefix. */
  private static String after(String prefix) {
    return prefix.isEmpty()
        ? "\uFFFD"
        : prefix.substring(0, prefix.length() - 1)
            + (char) (prefix.charAt(prefix.length() - 1) + 1);
  }

  List<StepRecord> journal(SqlSession session, RunId run) throws SQLException {
    return session.list(journal, Steps::read, run.value());
  }

  Optional<StepRecord> find(SqlSession session, RunId run, String path) throws SQLException {
    return session.first(find, Steps::read, run.value(), path);
  }

  static StepRecord read(ResultSet row) throws SQLException {
    String form = row.getString("value_form");
    String failure = row.getString("failure");
    String dueAt = row.getString("due_at");
    return new StepRecord(
        row.getString("path"),
        RecordedStep.Verb.valueOf(row.getString("verb")),
        RecordedStep.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        form == null
            ? Optional.empty()
            : Optional.of(Bytes.payload(form, row.getBytes("value_data"))),
        Optional.ofNullable(failure).map(Details::failure),
        Optional.ofNullable(dueAt).map(Instant::parse),
        row.getLong("round"),
        Instant.parse(row.getString("recorded_at")));
  }
}
