package io.maestro.jdbc.store;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.table.Removal;
import io.maestro.jdbc.table.Rows;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StepRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The facet of runs. */
public final class SqlRuns implements RunStore {
  private final Rows rows;
  private final Desk desk;
  private final RunChanges changes;
  private final Sweep sweep;
  private final Token tokens;

  /** Creates the facet. */
  public SqlRuns(Rows rows, Desk desk, RunChanges changes, Sweep sweep, Token tokens) {
    this.rows = rows;
    this.desk = desk;
    this.changes = changes;
    this.sweep = sweep;
    this.tokens = tokens;
  }

  @Override
  public CompletionStage<Creation> create(NewRun run) {
    rows.runs().prepare(run);
    String token = tokens.next();
    return desk.change(
        new Work<>("the creation of run " + run.id(), tx -> rows.runs().create(tx, run, token)));
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return changes.claim(request);
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return changes.renew(held, leaseFor);
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    rows.runs().prepare(write);
    CompletionStage<Void> written = changes.write(write);
    if (write.end().isPresent()) {
      sweep.runEnded();
    }
    if (!write.taken().isEmpty()) {
      sweep.letterTaken();
    }
    return written;
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    rows.runs().prepare(letter);
    return changes.deliver(to, letter);
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return desk.read(new Work<>("the search for run " + run, tx -> rows.runs().find(tx, run)));
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return desk.read(
        new Work<>("the reading of run " + run + "'s journal", tx -> rows.runs().journal(tx, run)));
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return desk.read(new Work<>("a query of runs", tx -> rows.queries().page(tx, query)));
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return desk.read(new Work<>("a count of runs", tx -> rows.queries().count(tx, query)));
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return desk.read(new Work<>("a search for ended runs", tx -> rows.queries().ended(tx, query)))
        .thenCompose(ended -> delete(ended, 0));
  }

  /** Deletes in small transactions, between which others have their turn. */
  private CompletionStage<Integer> delete(List<RunId> ended, int before) {
    if (ended.isEmpty()) {
      return CompletableFuture.completedFuture(before);
    }
    int batch = Math.min(Removal.BATCH, ended.size());
    return desk.change(
            new Work<>(
                "the deletion of ended runs",
                tx -> rows.removal().delete(tx, ended.subList(0, batch))))
        .thenCompose(now -> delete(ended.subList(batch, ended.size()), before + now));
  }
}
