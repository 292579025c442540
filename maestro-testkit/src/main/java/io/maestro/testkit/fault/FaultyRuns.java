package io.maestro.testkit.fault;

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
import java.util.concurrent.CompletionStage;

/** Runs on whose way things go wrong. */
record FaultyRuns(RunStore runs, Way way) implements RunStore {
  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return way.change(Operation.CREATE, () -> runs.create(run), this::noteOwnership);
  }

  private void noteOwnership(Creation creation) {
    if (creation.isNew() && creation.run().owner().isPresent()) {
      way.faults().given(creation.run().id(), creation.run().epoch());
    }
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return way.change(Operation.CLAIM, () -> runs.claim(request), this::noteOwnership);
  }

  private void noteOwnership(Claims claims) {
    claims.runs().forEach(run -> way.faults().given(run.run().id(), run.lease().epoch()));
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return way.change(Operation.RENEW, () -> runs.renew(held, leaseFor), renewal -> {});
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    return way.change(
        Operation.of(write), () -> runs.write(write), done -> way.faults().done(write));
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return way.change(Operation.DELIVER, () -> runs.deliver(to, letter), delivery -> {});
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return way.read(() -> runs.find(run));
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return way.read(() -> runs.journal(run));
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return way.read(() -> runs.query(query));
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return way.read(() -> runs.count(query));
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return way.read(() -> runs.purge(query));
  }
}
