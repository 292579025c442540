package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The recording of many runs' steps in one statement of PostgreSQL: one round trip, one commit. */
public final class StepBatch {
  private static final int COLUMNS = 11;
  private static final String[] TYPES = {
    "text", "text", "text", "text", "int4", "text", "bytea", "text", "text", "int8", "text"
  };

  private final Steps steps;
  private final String many;

  StepBatch(Tables tables, Steps steps) {
    this.steps = steps;
    // The inner query is not flattened, because it locks: so runs are always found by their ids.
    this.many =
        tables.sql(
            "with held as (select h.* from unnest(?::text[], ?::bigint[]) as asked (run, epoch)"
                + " cross join lateral (select r.id, r.epoch from {runs} r"
                + " where r.id = asked.run and r.epoch = asked.epoch and r.owner is not null {lock}"
                + ") h), done as (insert into {steps} ("
                + Steps.COLUMNS
                + ") select "
                + Steps.COLUMNS
                + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int4[], ?::text[],"
                + " ?::bytea[], ?::text[], ?::text[], ?::int8[], ?::text[]) as step ("
                + Steps.COLUMNS
                + ") where run in (select id from held)"
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
    return writes.size() == 1 ? writeOne(session, writes.get(0)) : writeMany(session, writes);
  }

  /** Plans and runs in a fraction of the time of the statement for many. */
  private Set<Held> writeOne(SqlSession session, RunWrite write) throws SQLException {
    return steps.recordHeld(session, write.lease(), write.recorded().get(0))
        ? Set.of(Held.of(write.lease()))
        : Set.of();
  }

  private @Nullable Object[] row(RunWrite write) {
    return steps.row(write.lease().run(), write.recorded().get(0));
  }

  private Set<Held> writeMany(SqlSession session, List<RunWrite> writes) throws SQLException {
    // In the order of their ids, in which everybody locks runs.
    Set<Held> asked = new TreeSet<>(Comparator.comparing(Held::run));
    List<@Nullable Object[]> rows = new ArrayList<>(writes.size());
    for (RunWrite write : writes) {
      asked.add(Held.of(write.lease()));
      rows.add(row(write));
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(array(session, "text", asked.stream().map(Held::run).toArray()));
    arguments.add(array(session, "int8", asked.stream().map(Held::epoch).toArray()));
    for (int column = 0; column < COLUMNS; column++) {
      arguments.add(array(session, TYPES[column], column(rows, column)));
    }
    return Set.copyOf(
        session.list(many, row -> new Held(row.getString(1), row.getLong(2)), arguments.toArray()));
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
