package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.Committer;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.table.Rows;
import io.maestro.jdbc.table.StepBatch;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Records many runs' steps in one statement, which is a transaction of its own. To repeat it does
 * no harm: under the same epoch the same steps are recorded.
 */
final class StepCommitter implements Committer {
  private final Rows rows;
  private final PgDesk desk;

  StepCommitter(Rows rows, PgDesk desk) {
    this.rows = rows;
    this.desk = desk;
  }

  @Override
  public int together(List<Work<?>> works) {
    return StepBatch.together(writes(works));
  }

  private static List<RunWrite> writes(List<Work<?>> works) {
    return works.stream().map(work -> ((StepWrite) work).write()).toList();
  }

  @Override
  public Optional<Duration> commit(List<Work<?>> works) {
    int attempt = works.get(0).nextAttempt();
    try {
      Set<StepBatch.Held> held = written(writes(works));
      works.forEach(work -> tell((StepWrite) work, held));
    } catch (SQLException failed) {
      if (PgFailures.isConnectionLost(failed)) { // each statement is a transaction of its own
        works.forEach(Work::mayBeDone);
      }
      return desk.afterFailure(works, attempt, failed, this);
    } catch (RuntimeException failed) {
      works.forEach(work -> work.failed(PgFailures.failed(work.what(), work.isInDoubt(), failed)));
    }
    return Optional.empty();
  }

  private Set<StepBatch.Held> written(List<RunWrite> writes) throws SQLException {
    AtomicReference<Set<StepBatch.Held>> held = new AtomicReference<>(Set.of());
    desk.withSession(session -> held.set(rows.stepBatch().write(session, writes)));
    return held.get();
  }

  private static void tell(StepWrite work, Set<StepBatch.Held> held) {
    if (!held.contains(StepBatch.Held.of(work.write().lease()))) {
      work.refused(
          new StaleEpochException(
              work.write().lease(), "it has ended, or is owned under another epoch"));
    }
    work.committed();
  }
}
