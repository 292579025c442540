package io.maestro.testkit.store;

import io.maestro.codec.Codec;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.log.LogFields;
import io.maestro.log.RunLog;
import io.maestro.metric.MetricKey;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.DocumentStore;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreContext;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreSignals;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that is used as the engine uses it, without an engine. */
record OpenStore(VirtualTime time, StateStore store) {
  static final Duration LEASE = Duration.ofSeconds(15);
  static final Duration RETENTION = Duration.ofDays(7);
  static final String NODE = "node.a";
  static final String OTHER = "node.b";

  static OpenStore on(VirtualTime time) {
    return of(InMemoryStateStore.factory(), time);
  }

  static OpenStore of(StateStoreFactory factory, VirtualTime time) {
    return new OpenStore(
        time,
        factory.open(
            new StoreContext(time, time.executor(), new NoLog(), new NoSignals(), RETENTION)));
  }

  private record NoSignals() implements StoreSignals {
    @Override
    public void newWork() {}

    @Override
    public void newMail(RunId run) {}
  }

  private record NoLog() implements RunLog {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void event(String name, LogFields fields) {}

    @Override
    public void error(String message, @Nullable Throwable cause, LogFields fields) {}

    @Override
    public void metric(MetricKey key, double value, LogFields fields) {}
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static Throwable failure(CompletionStage<?> stage) {
    try {
      throw new AssertionError("it did not fail but gave " + get(stage));
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  static Payload text(String value) {
    return Payload.of(value, TypeToken.of(String.class));
  }

  static String read(Payload payload) {
    return payload.value(TypeToken.of(String.class), Codec.liveObjects());
  }

  RunStore runs() {
    return store.runs();
  }

  DocumentStore documents() {
    return store.documents();
  }

  /** Prolongs leases, and returns those that were lost. */
  List<Lease> renew(Duration leaseFor, Lease... leases) {
    return get(runs()
            .renew(Stream.of(leases).map(lease -> new HeldRun(lease, 0)).toList(), leaseFor))
        .lost();
  }

  Renewal renew(HeldRun held) {
    return get(runs().renew(List.of(held), LEASE));
  }

  static NewRun newRun(String id, Optional<String> owner) {
    return newRun(id, "flow", Map.of(), owner, LEASE);
  }

  static NewRun newRun(
      String id,
      String workflow,
      Map<String, String> tags,
      Optional<String> owner,
      Duration lease) {
    return new NewRun(
        RunId.of(id),
        workflow,
        text("in"),
        Optional.empty(),
        tags,
        Map.of(),
        Optional.empty(),
        List.of(),
        owner,
        lease);
  }

  /** Creates a run that is owned at once. */
  Lease owned(String id) {
    return leaseOf(get(runs().create(newRun(id, Optional.of(NODE)))).run());
  }

  /** Creates a run that has ended. */
  void ended(String id) {
    get(runs().write(end(owned(id))));
  }

  static Lease leaseOf(RunRecord run) {
    return new Lease(run.id(), run.owner().orElseThrow(), run.epoch());
  }

  static ClaimRequest request(String node, int limit) {
    return new ClaimRequest(node, Set.of("flow"), Optional.empty(), LEASE, limit);
  }

  Claims claims(String node) {
    return get(runs().claim(request(node, 1_000)));
  }

  List<ClaimedRun> claim(String node) {
    return claims(node).runs();
  }

  List<String> claimedIds(String node) {
    return claim(node).stream().map(claimed -> claimed.run().id().value()).toList();
  }

  RunRecord find(String id) {
    return get(runs().find(RunId.of(id))).orElseThrow();
  }

  List<String> journal(String id) {
    return get(runs().journal(RunId.of(id))).stream()
        .map(step -> step.path() + "=" + step.value().map(OpenStore::read).orElse(""))
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

  /** A write that gives the run back, to be claimed at a time or for a letter. */
  static RunWrite release(Lease lease, Optional<Instant> dueAt, Set<String> awaits) {
    Standing next =
        new Standing(RunStatus.WAITING, dueAt, awaits, io.maestro.run.Progress.NONE, "rest");
    return new RunWrite(
        lease,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(next),
        Optional.empty(),
        RunWrite.Ownership.RELEASE);
  }

  static RunWrite end(Lease lease) {
    return new RunWrite(
        lease,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(succeeded()),
        RunWrite.Ownership.RELEASE);
  }

  static RunEnd succeeded() {
    return new RunEnd(RunStatus.SUCCEEDED, Optional.of(text("out")), Optional.empty(), "", false);
  }

  List<StoreItem> exported() {
    try (StoreExport export = store.export()) {
      return rest(export);
    }
  }

  static List<StoreItem> rest(StoreExport export) {
    List<StoreItem> items = new ArrayList<>();
    for (var next = export.next(); next.isPresent(); next = export.next()) {
      items.add(next.get());
    }
    return items;
  }

  static String nameOf(StoreItem item) {
    return item instanceof StoreItem.OfDocument document
        ? document.document().key().toString()
        : ((StoreItem.OfRun) item).run().id().value();
  }
}
