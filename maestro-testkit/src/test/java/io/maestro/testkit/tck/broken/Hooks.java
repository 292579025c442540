package io.maestro.testkit.tck.broken;

import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
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
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs of which some operations are done by something else, which is given the sound ones. */
final class Hooks extends PassingRuns {
  /** What is done instead of delivering. */
  interface OnDeliver {
    CompletionStage<Delivery> deliver(RunStore sound, RunId to, Letter letter);
  }

  /** What is done instead of renewing. */
  interface OnRenew {
    CompletionStage<Renewal> renew(RunStore sound, Collection<HeldRun> held, Duration leaseFor);
  }

  private final RunStore sound;
  private BiFunction<RunStore, NewRun, CompletionStage<Creation>> create = RunStore::create;
  private BiFunction<RunStore, ClaimRequest, CompletionStage<Claims>> claim = RunStore::claim;
  private BiFunction<RunStore, RunWrite, CompletionStage<Void>> write = RunStore::write;
  private OnDeliver deliver = RunStore::deliver;
  private OnRenew renew = RunStore::renew;
  private BiFunction<RunStore, RunId, CompletionStage<Optional<RunRecord>>> find = RunStore::find;
  private BiFunction<RunStore, RunId, CompletionStage<List<StepRecord>>> journal =
      RunStore::journal;
  private BiFunction<RunStore, RunQuery, CompletionStage<Page<RunRecord>>> query = RunStore::query;
  private BiFunction<RunStore, RunQuery, CompletionStage<Long>> count = RunStore::count;
  private BiFunction<RunStore, RunQuery, CompletionStage<Integer>> purge = RunStore::purge;

  Hooks(Supplier<RunStore> runs) {
    super(runs);
    this.sound = new PassingRuns(runs);
  }

  static Broken broken(String name, String rule, String message, UnaryOperator<Hooks> hooks) {
    return Broken.runs(name, rule, message, runs -> hooks.apply(new Hooks(runs)));
  }

  Hooks onCreate(BiFunction<RunStore, NewRun, CompletionStage<Creation>> instead) {
    create = instead;
    return this;
  }

  Hooks onClaim(BiFunction<RunStore, ClaimRequest, CompletionStage<Claims>> instead) {
    claim = instead;
    return this;
  }

  /** Changes each run that is claimed. */
  Hooks onClaimed(UnaryOperator<ClaimedRun> change) {
    return onClaim(
        (runs, request) ->
            runs.claim(request)
                .thenApply(
                    claims ->
                        new Claims(
                            claims.runs().stream().map(change).toList(), claims.nextDueIn())));
  }

  Hooks onWrite(BiFunction<RunStore, RunWrite, CompletionStage<Void>> instead) {
    write = instead;
    return this;
  }

  /** Changes each write. */
  Hooks onWritten(UnaryOperator<RunWrite> change) {
    return onWrite((runs, asked) -> runs.write(change.apply(asked)));
  }

  Hooks onDeliver(OnDeliver instead) {
    deliver = instead;
    return this;
  }

  Hooks onRenew(OnRenew instead) {
    renew = instead;
    return this;
  }

  /** Changes each answer to an owner. */
  Hooks onRenewed(UnaryOperator<Renewal> change) {
    return onRenew((runs, held, leaseFor) -> runs.renew(held, leaseFor).thenApply(change));
  }

  Hooks onFind(BiFunction<RunStore, RunId, CompletionStage<Optional<RunRecord>>> instead) {
    find = instead;
    return this;
  }

  Hooks onJournal(Function<List<StepRecord>, List<StepRecord>> change) {
    journal = (runs, run) -> runs.journal(run).thenApply(change);
    return this;
  }

  Hooks onQuery(BiFunction<RunStore, RunQuery, CompletionStage<Page<RunRecord>>> instead) {
    query = instead;
    return this;
  }

  Hooks onCount(BiFunction<RunStore, RunQuery, CompletionStage<Long>> instead) {
    count = instead;
    return this;
  }

  Hooks onPurge(BiFunction<RunStore, RunQuery, CompletionStage<Integer>> instead) {
    purge = instead;
    return this;
  }

  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return create.apply(sound, run);
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return claim.apply(sound, request);
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return renew.renew(sound, held, leaseFor);
  }

  @Override
  public CompletionStage<Void> write(RunWrite asked) {
    return write.apply(sound, asked);
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return deliver.deliver(sound, to, letter);
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return find.apply(sound, run);
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return journal.apply(sound, run);
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery asked) {
    return query.apply(sound, asked);
  }

  @Override
  public CompletionStage<Long> count(RunQuery asked) {
    return count.apply(sound, asked);
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery asked) {
    return purge.apply(sound, asked);
  }
}
