package io.maestro.jdbc.table;

import io.maestro.codec.Payload;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A run as the columns of its row. */
final class RunColumns {
  static final String READ =
      "id, workflow, created_at, facts, input_form, input_data, standing, epoch, owner, ending,"
          + " result_form, result_data, ended_at";

  private RunColumns() {}

  static RunRecord read(ResultSet row) throws SQLException {
    Instant createdAt = Nanos.instant(row.getLong("created_at"));
    Details.Facts facts = Details.facts(row.getString("facts"));
    String ending = row.getString("ending");
    return new RunRecord(
        RunId.of(row.getString("id")),
        row.getString("workflow"),
        Bytes.payload(row.getString("input_form"), row.getBytes("input_data")),
        createdAt,
        facts.deadline(),
        facts.tags(),
        facts.context(),
        facts.parent(),
        standing(row.getString("standing"), createdAt),
        row.getLong("epoch"),
        Optional.ofNullable(row.getString("owner")),
        ending == null ? Optional.empty() : Optional.of(end(row, Details.ending(ending))),
        ending == null ? Optional.empty() : Optional.of(Nanos.instant(row.getLong("ended_at"))));
  }

  /** Returns the standing: a run that has never had another is due since it was created. */
  static Standing standing(@org.jspecify.annotations.Nullable String json, Instant createdAt) {
    return json == null ? Standing.due(RunStatus.QUEUED, createdAt) : Details.standing(json);
  }

  private static RunEnd end(ResultSet row, Details.Ending ending) throws SQLException {
    String form = row.getString("result_form");
    Optional<Payload> result =
        form == null
            ? Optional.empty()
            : Optional.of(Bytes.payload(form, row.getBytes("result_data")));
    return new RunEnd(
        ending.status(), result, ending.failure(), ending.reason(), ending.compensated());
  }
}
