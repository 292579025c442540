package com.example.host;

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
import java.util.concurrent.atomic.AtomicInteger;

/** Runs, of which each write is counted. */
record CountingRuns(RunStore behind, AtomicInteger writes) implements RunStore {
  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return behind.create(run);
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return behind.claim(request);
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return behind.renew(held, leaseFor);
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    writes.incrementAndGet();
    return behind.write(write);
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return behind.deliver(to, letter);
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return behind.find(run);
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return behind.journal(run);
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return behind.query(query);
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return behind.count(query);
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return behind.purge(query);
  }
}
