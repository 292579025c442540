package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The recording of many runs' steps in one statement of PostgreSQL: one round trip, one commit. */
public final class StepBatch {
  private static final int COLUMNS = 11;
  private static final String[] TYPES = {
    "text", "text", "text", "text", "int4", "text", "bytea", "text", "text", "int8", "text"
  };

  private final Steps steps;
  private final String write;

  StepBatch(Tables tables, Steps steps) {
    this.steps = steps;
    this.write =
        tables.sql(
            "with asked (run, epoch) as (select * from unnest(?::text[], ?::bigint[])),"
                + " held as (select r.id, r.epoch from {runs} r"
                + " join asked on asked.run = r.id and asked.epoch = r.epoch"
                + " where r.owner is not null order by r.id for no key update of r),"
                + " done as (insert into {steps} ("
                + Steps.COLUMNS
                + ") select "
                + Steps.COLUMNS
                + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int4[], ?::text[],"
                + " ?::bytea[], ?::text[], ?::text[], ?::int8[], ?::text[]) with ordinality as step ("
                + Steps.COLUMNS
                + ", place) join held on held.id = step.run order by place"
                + Steps.REPLACE
                + ") select id, epoch from held");
  }

  /** Returns whether a write does nothing but record a step, as nearly all do. */
  public static boolean isFor(RunWrite write) {
    return write.recorded().size() == 1
        && write.forgotten().isEmpty()
        && write.taken().isEmpty()
        && write.sent().isEmpty()
        && write.next().isEmpty()
        && write.end().isEmpty()
        && write.ownership() == RunWrite.Ownership.KEEP;
  }

  /** Returns how many writes, from the first on, one statement can do: each step and epoch once. */
  public static int together(List<RunWrite> writes) {
    Map<String, Long> epochs = new HashMap<>();
    Set<List<String>> paths = new HashSet<>();
    int together = 0;
    for (RunWrite write : writes) {
      String run = write.lease().run().value();
      Long other = epochs.putIfAbsent(run, write.lease().epoch());
      if (other != null && other != write.lease().epoch()) {
        return together;
      }
      if (!paths.add(List.of(run, write.recorded().get(0).path()))) {
        return together;
      }
      together++;
    }
    return together;
  }

  /** What a lease is known by. */
  public record Held(String run, long epoch) {
    /** Returns what a lease is known by. */
    public static Held of(Lease lease) {
      return new Held(lease.run().value(), lease.epoch());
    }
  }

  /** Records the steps of those writes whose leases are held, and returns these leases. */
  public Set<Held> write(SqlSession session, List<RunWrite> writes) throws SQLException {
    Set<Held> asked = new HashSet<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (RunWrite write : writes) {
      asked.add(Held.of(write.lease()));
      write.recorded().forEach(step -> rows.add(steps.row(write.lease().run(), step)));
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(array(session, "text", asked.stream().map(Held::run).toArray()));
    arguments.add(array(session, "int8", asked.stream().map(Held::epoch).toArray()));
    for (int column = 0; column < COLUMNS; column++) {
      arguments.add(array(session, TYPES[column], column(rows, column)));
    }
    return Set.copyOf(
        session.list(
            write, row -> new Held(row.getString(1), row.getLong(2)), arguments.toArray()));
  }

  private static @Nullable Object[] column(List<@Nullable Object[]> rows, int column) {
    if (TYPES[column].equals("bytea")) {
      byte[][] bytes = new byte[rows.size()][];
      for (int row = 0; row < bytes.length; row++) {
        bytes[row] = (byte[]) rows.get(row)[column];
      }
      return bytes;
    }
    return rows.stream().map(row -> row[column]).toArray();
  }

  private static Array array(SqlSession session, String type, @Nullable Object[] values)
      throws SQLException {
    return session.connection().createArrayOf(type, values);
  }
}
