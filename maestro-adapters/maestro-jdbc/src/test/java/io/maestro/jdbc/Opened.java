package io.maestro.jdbc;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.jackson.JacksonCodec;
import io.maestro.jdbc.sqlite.SilentLog;
import io.maestro.run.Progress;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreSignals;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** A store that is used as the engine uses it, without an engine. */
record Opened(VirtualTime time, StateStore store, BlockingQueue<String> signals)
    implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(15);
  static final Duration RETENTION = Duration.ofDays(7);

  static Opened of(StateStoreFactory factory, VirtualTime time) {
    return of(factory, time, time.executor());
  }

  static Opened of(StateStoreFactory factory, VirtualTime time, Executor executor) {
    BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    StoreContext context =
        new StoreContext(time, executor, new SilentLog(), new Heard(signals), RETENTION);
    return new Opened(time, factory.open(context), signals);
  }

  private record Heard(BlockingQueue<String> signals) implements StoreSignals {
    @Override
    public void newWork() {
      signals.add("work");
    }

    @Override
    public void newMail(RunId run) {
      signals.add("mail " + run);
    }
  }

  <T> T get(CompletionStage<T> stage) {
    return time.get(stage.toCompletableFuture());
  }

  Throwable failure(CompletionStage<?> stage) {
    return time.failure(stage.toCompletableFuture());
  }

  RunStore runs() {
    return store.runs();
  }

  static Payload text(String value) {
    return Payload.of(value, TypeToken.of(String.class));
  }

  static String read(Payload payload) {
    return payload.value(TypeToken.of(String.class), JacksonCodec.standard());
  }

  static NewRun newRun(String id, Optional<String> owner, Map<String, String> tags) {
    return new NewRun(
        RunId.of(id),
        "flow",
        text("in"),
        Optional.empty(),
        tags,
        Map.of(),
        Optional.empty(),
        List.of(),
        owner,
        LEASE);
  }

  RunRecord create(String id) {
    return get(runs().create(newRun(id, Optional.empty(), Map.of()))).run();
  }

  Lease owned(String id, String node) {
    return leaseOf(get(runs().create(newRun(id, Optional.of(node), Map.of()))).run());
  }

  static Lease leaseOf(RunRecord run) {
    return new Lease(run.id(), run.owner().orElseThrow(), run.epoch());
  }

  List<ClaimedRun> claim(String node) {
    var request = new ClaimRequest(node, Set.of("flow"), Optional.empty(), LEASE, 1_000);
    return get(runs().claim(request)).runs();
  }

  List<String> journal(String id) {
    return get(runs().journal(RunId.of(id))).stream()
        .map(step -> step.path() + "=" + step.value().map(Opened::read).orElse(""))
        .toList();
  }

  static StepRecord step(String path, String value) {
    return new StepRecord(
        path,
        RecordedStep.Verb.STEP,
        RecordedStep.State.DONE,
        1,
        Optional.of(text(value)),
        Optional.empty(),
        Optional.empty(),
        0,
        VirtualTime.DEFAULT_START);
  }

  static Letter letter(String id, String inbox) {
    return new Letter(id, inbox, text("content of " + id));
  }

  static RunWrite release(Lease lease, Optional<Instant> dueAt, Set<String> awaits) {
    Standing next = new Standing(RunStatus.WAITING, dueAt, awaits, Progress.NONE, "rest");
    return write(lease, Optional.of(next), Optional.empty());
  }

  static RunWrite end(Lease lease) {
    RunEnd end =
        new RunEnd(RunStatus.SUCCEEDED, Optional.of(text("out")), Optional.empty(), "", false);
    return write(lease, Optional.empty(), Optional.of(end));
  }

  private static RunWrite write(Lease lease, Optional<Standing> next, Optional<RunEnd> end) {
    return new RunWrite(
        lease, List.of(), List.of(), List.of(), List.of(), next, end, RunWrite.Ownership.RELEASE);
  }

  @Override
  public void close() {
    store.close();
  }
}
