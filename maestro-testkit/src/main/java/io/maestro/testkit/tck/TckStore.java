package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.leaseOf;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.request;
import static io.maestro.testkit.tck.Given.run;

import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.DocumentStore;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StoreExport;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A store that is open for a test and used as the engine uses it, without an engine. */
final class TckStore {
  static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration INSTANT = Duration.ofMillis(1);

  private final StateStoreTck tck;
  private final VirtualTime time;
  private final StoreUnderTest contents;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private Optional<StateStore> current = Optional.empty();

  private TckStore(StateStoreTck tck, VirtualTime time, StoreUnderTest contents) {
    this.tck = tck;
    this.time = time;
    this.contents = contents;
  }

  static TckStore prepare(StateStoreTck tck) throws Exception {
    VirtualTime time = VirtualTime.create();
    try {
      TckStore store = on(tck, time);
      store.opened.addLast(time);
      return store;
    } catch (Exception | Error unprepared) {
      time.close();
      throw unprepared;
    }
  }

  private static TckStore on(StateStoreTck tck, VirtualTime time) throws Exception {
    TckStore store = new TckStore(tck, time, tck.contents(time));
    store.opened.push(store.contents);
    return store;
  }

  boolean can(Capability capability) {
    return contents.capabilities().contains(capability);
  }

  StoreUnderTest contents() {
    return contents;
  }

  VirtualTime time() {
    return time;
  }

  /** Opens the store, and makes it the one that is used from now on. */
  void open() {
    current = Optional.of(openBeside());
  }

  /** Opens a further store on the same factory. */
  StateStore openBeside() {
    StateStore store = contents.factory().open(LentContext.on(time, RETENTION));
    opened.push(store);
    return store;
  }

  /** Closes the store and opens its factory again. */
  void reopen() {
    opened.remove(store());
    store().close();
    open();
  }

  /** Lets the store crash and opens its factory again. */
  void crashAndOpen() {
    StateStore crashed = store();
    opened.remove(crashed);
    contents.crash(crashed);
    open();
  }

  /** Returns another open store, with contents of its own, at the same time. */
  TckStore apart() throws Exception {
    TckStore other = on(tck, time);
    opened.push(other::close);
    other.open();
    return other;
  }

  /** Returns this store with another node's view of its contents. */
  TckStore seenBy(StateStore other) {
    TckStore view = new TckStore(tck, time, contents);
    view.current = Optional.of(other);
    return view;
  }

  StateStore store() {
    return current.orElseThrow();
  }

  RunStore runs() {
    return store().runs();
  }

  DocumentStore documents() {
    return store().documents();
  }

  void elapse(Duration duration) {
    contents.elapse(duration);
  }

  /** How long before a moment it is surely not yet. */
  Duration justBefore(Duration moment) {
    Duration precision = contents.precision();
    return moment.minus(precision.compareTo(INSTANT) < 0 ? INSTANT : precision);
  }

  /** Lets time pass to just before a moment, counted from when something was done last. */
  void elapseJustBefore(Duration moment) {
    elapse(justBefore(moment));
  }

  /** Lets the rest of the time pass. */
  void elapseTheRestOf(Duration moment) {
    elapse(moment.minus(justBefore(moment)));
  }

  /** Completes, and gives the value. */
  static <T> T get(CompletionStage<T> stage) {
    return Stages.get(stage);
  }

  void write(RunWrite write) {
    get(runs().write(write));
  }

  /** Creates a run that is owned at once. */
  Lease owned(String id) {
    return leaseOf(get(runs().create(newRun(id, Optional.of(NODE)))).run());
  }

  /** Creates a run that is due. */
  void due(String id) {
    get(runs().create(newRun(id, Optional.empty())));
  }

  /** Creates a run that has ended. */
  void ended(String id) {
    write(end(owned(id)));
  }

  Claims claims(String node) {
    return get(runs().claim(request(node, 1_000)));
  }

  List<ClaimedRun> claim(String node) {
    return claims(node).runs();
  }

  /** Claims the one run that there is to claim. */
  ClaimedRun claimOne(String node) {
    List<ClaimedRun> claimed = claim(node);
    if (claimed.size() != 1) {
      throw new AssertionError("one run was to be claimed, but there were " + ids(claimed));
    }
    return claimed.get(0);
  }

  List<String> claimedIds(String node) {
    return ids(claim(node));
  }

  static List<String> ids(List<ClaimedRun> claimed) {
    return claimed.stream().map(one -> one.run().id().value()).toList();
  }

  /** Prolongs leases, and returns those that were lost. */
  List<Lease> renew(Duration leaseFor, Lease... leases) {
    return get(runs()
            .renew(Stream.of(leases).map(lease -> new HeldRun(lease, 0)).toList(), leaseFor))
        .lost();
  }

  Renewal renew(Lease lease, long mailSeen) {
    return get(runs().renew(List.of(new HeldRun(lease, mailSeen)), LEASE));
  }

  RunRecord find(String id) {
    return get(runs().find(run(id))).orElseThrow(() -> new AssertionError("there is no run " + id));
  }

  List<String> journal(String id) {
    return get(runs().journal(run(id))).stream()
        .map(step -> step.path() + "=" + step.value().map(Words::of).orElse(""))
        .toList();
  }

  /** The ids of the letters that an owner gets when it asks for all of them. */
  List<String> inbox(Lease owner) {
    return renew(owner, 0).mail().stream()
        .flatMap(mail -> mail.letters().stream())
        .map(letter -> letter.id())
        .toList();
  }

  List<StoreItem> exported() {
    try (StoreExport export = store().export()) {
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

  List<String> names() {
    return exported().stream().map(Words::nameOf).toList();
  }

  void restore(StoreRestore.Target target, List<? extends StoreItem> items) {
    try (StoreRestore restore = store().restore(target)) {
      items.forEach(restore::add);
      restore.commit();
    }
  }

  /** Closes what was opened, the latest first. */
  void close() {
    AssertionError left = new AssertionError("the stores could not be closed");
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception notClosed) {
        left.addSuppressed(notClosed);
      }
    }
    if (left.getSuppressed().length > 0) {
      throw left;
    }
  }
}
