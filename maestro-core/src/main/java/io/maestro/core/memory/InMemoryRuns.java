package io.maestro.core.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreItem;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs in maps: live ones by id, ended ones in a cache that drops them after their retention. */
final class InMemoryRuns implements RunStore {
  private static final Duration ENDLESS = Duration.ofDays(36_500);

  private final Lock shared;
  private final TimeSource time;
  private final Map<RunId, RunRow> live = new ConcurrentHashMap<>();
  private final Cache<RunId, RunRow> ended;
  private final Cache<Delivered, Delivered> delivered;
  private final DueIndex due = new DueIndex();

  // No lease ends before this: spares a claim the look at every run.
  private final AtomicLong noLeaseEndsBefore;

  /** A letter that has been delivered; remembered for a while, so that it is not taken in twice. */
  private record Delivered(RunId run, String letter) {}

  InMemoryRuns(Lock shared, TimeSource time, Duration retention) {
    this.shared = shared;
    this.time = time;
    this.noLeaseEndsBefore = new AtomicLong(time.nanos());
    this.ended = expiring(retention, time);
    this.delivered = expiring(DEDUP_WINDOW, time);
  }

  private static <K, V> Cache<K, V> expiring(Duration after, TimeSource time) {
    return Caffeine.newBuilder()
        .expireAfterWrite(after)
        .ticker(time::nanos)
        .executor(Runnable::run) // expiry is quick and must not leave the caller's thread
        .build();
  }

  @Override
  public CompletionStage<Creation> create(NewRun run) {
    return Stages.of(shared, () -> createNow(run));
  }

  private Creation createNow(NewRun run) {
    RunRow past = ended.getIfPresent(run.id());
    if (past != null) {
      return locked(past, row -> new Creation(row.record(), false));
    }
    RunRow fresh = new RunRow(run, time.now());
    run.owner().ifPresent(node -> fresh.own(node, endOf(run.leaseFor())));
    RunRow there = live.putIfAbsent(run.id(), fresh);
    if (there != null) {
      return locked(there, row -> new Creation(row.record(), false));
    }
    RunRow endedMeanwhile = ended.getIfPresent(run.id()); // between the first look and the put
    if (endedMeanwhile != null) {
      live.remove(run.id(), fresh);
      return locked(endedMeanwhile, row -> new Creation(row.record(), false));
    }
    return locked(
        fresh,
        row -> {
          due.set(row.id, row.dueAt());
          if (row.isOwned()) {
            leaseEndsAt(row.leaseEnds());
          }
          return new Creation(row.record(), true);
        });
  }

  @Override
  public CompletionStage<Claims> claim(ClaimRequest request) {
    return Stages.of(shared, () -> claimNow(request));
  }

  private Claims claimNow(ClaimRequest request) {
    List<ClaimedRun> claimed = new ArrayList<>();
    Instant now = time.now();
    long leaseEnds = endOf(request.leaseFor());
    while (claimed.size() < request.limit()) {
      Optional<RunId> next = due.first(now, run -> isWanted(run, request));
      if (next.isEmpty()) {
        break;
      }
      claimUnowned(next.get(), now, request.node(), leaseEnds).ifPresent(claimed::add);
    }
    leaseEndsAt(leaseEnds);
    claimExpired(request, leaseEnds, claimed);
    Optional<Duration> nextDueIn =
        due.next(run -> isWanted(run, request)).map(at -> untilDue(now, at));
    return new Claims(claimed, nextDueIn);
  }

  private static Duration untilDue(Instant now, Instant at) {
    return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
  }

  private Optional<ClaimedRun> claimUnowned(RunId run, Instant now, String node, long leaseEnds) {
    RunRow row = live.get(run);
    return row == null
        ? Optional.empty()
        : locked(row, held -> claimIfDue(held, now, node, leaseEnds));
  }

  /**
   * The run leaves the index with its row's lock held, or a claim beside this one would see it
   * nowhere.
   */
  private Optional<ClaimedRun> claimIfDue(RunRow held, Instant now, String node, long leaseEnds) {
    boolean isDue = held.dueAt().filter(at -> !at.isAfter(now)).isPresent(); // else it just was
    Optional<ClaimedRun> claimed =
        isDue ? Optional.of(held.claim(node, leaseEnds)) : Optional.empty();
    due.set(held.id, held.dueAt());
    return claimed;
  }

  private void claimExpired(ClaimRequest request, long leaseEnds, List<ClaimedRun> claimed) {
    long now = time.nanos();
    if (now - noLeaseEndsBefore.get() < 0) {
      return;
    }
    noLeaseEndsBefore.set(now + ENDLESS.toNanos()); // leases taken from here on lower it again
    long soonest = leaseEnds;
    for (RunRow row : live.values()) {
      synchronized (row) {
        if (row.leaseHasEnded(now)
            && claimed.size() < request.limit()
            && isWanted(row.id, request)) {
          claimed.add(row.claim(request.node(), leaseEnds));
        }
        soonest = row.soonerLeaseEnd(soonest);
      }
    }
    leaseEndsAt(soonest);
  }

  /** Called once the lease can be seen by {@link #claimExpired}. */
  private void leaseEndsAt(long nanos) {
    noLeaseEndsBefore.accumulateAndGet(nanos, (a, b) -> a - b <= 0 ? a : b);
  }

  private long endOf(Duration lease) {
    return time.nanos() + bounded(lease).toNanos();
  }

  /** A lease may be asked for any time: one of a century is one without end. */
  private static Duration bounded(Duration lease) {
    Duration notPast = lease.isNegative() ? Duration.ZERO : lease;
    return notPast.compareTo(ENDLESS) > 0 ? ENDLESS : notPast;
  }

  private boolean isWanted(RunId run, ClaimRequest request) {
    RunRow row = live.get(run);
    return row != null
        && request.workflows().contains(row.workflow)
        && (request.only().isEmpty() || request.only().get().equals(run));
  }

  @Override
  public CompletionStage<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return Stages.of(shared, () -> renewNow(held, endOf(leaseFor)));
  }

  private Renewal renewNow(Collection<HeldRun> held, long leaseEnds) {
    List<Lease> lost = new ArrayList<>(0);
    List<Renewal.Mail> mail = new ArrayList<>(0);
    for (HeldRun run : held) {
      if (renewNow(run.lease(), leaseEnds)) {
        mailOf(run).ifPresent(mail::add);
      } else {
        lost.add(run.lease());
      }
    }
    leaseEndsAt(leaseEnds);
    return new Renewal(lost, mail);
  }

  private boolean renewNow(Lease lease, long leaseEnds) {
    RunRow row = live.get(lease.run());
    return row != null && locked(row, held -> held.renew(lease, leaseEnds));
  }

  private Optional<Renewal.Mail> mailOf(HeldRun run) {
    return Optional.ofNullable(live.get(run.lease().run()))
        .flatMap(row -> locked(row, held -> held.mailAfter(run.mailSeen())));
  }

  @Override
  public CompletionStage<Void> write(RunWrite write) {
    return Stages.run(shared, () -> writeNow(write));
  }

  private void writeNow(RunWrite write) {
    RunRow row = live.get(write.lease().run());
    if (row == null) {
      throw new StaleEpochException(write.lease(), "there is no live run with this id");
    }
    synchronized (row) {
      row.write(write, time.now());
      if (row.hasEnded()) {
        ended.put(row.id, row);
        live.remove(row.id);
      } else if (!row.isOwned()) {
        due.set(row.id, row.dueAt());
      }
    }
    // Outside the monitor: two runs that write to each other would wait for ever.
    write.sent().forEach(sent -> deliverNow(sent.to(), sent.letter()));
  }

  @Override
  public CompletionStage<Delivery> deliver(RunId to, Letter letter) {
    return Stages.of(shared, () -> deliverNow(to, letter));
  }

  private Delivery deliverNow(RunId to, Letter letter) {
    RunRow row = live.get(to);
    if (row == null) {
      return ended.getIfPresent(to) == null ? Delivery.UNKNOWN_RUN : Delivery.ENDED;
    }
    synchronized (row) {
      Delivered id = new Delivered(to, letter.id());
      if (delivered.getIfPresent(id) != null) {
        return Delivery.DUPLICATE;
      }
      Delivery delivery = row.deliver(letter);
      if (delivery == Delivery.DELIVERED) {
        delivered.put(id, id);
        due.set(row.id, row.dueAt());
      }
      return delivery;
    }
  }

  @Override
  public CompletionStage<Optional<RunRecord>> find(RunId run) {
    return Stages.of(shared, () -> row(run).map(row -> locked(row, RunRow::record)));
  }

  @Override
  public CompletionStage<List<StepRecord>> journal(RunId run) {
    return Stages.of(
        shared, () -> row(run).map(row -> locked(row, RunRow::journal)).orElse(List.of()));
  }

  private Optional<RunRow> row(RunId run) {
    return Optional.ofNullable(live.get(run))
        .or(() -> Optional.ofNullable(ended.getIfPresent(run)));
  }

  @Override
  public CompletionStage<Page<RunRecord>> query(RunQuery query) {
    return Stages.of(shared, () -> page(query));
  }

  private Page<RunRecord> page(RunQuery query) {
    List<RunRecord> found = sorted(query).limit(query.limit() + 1L).toList();
    return new Page<>(
        found.subList(0, Math.min(query.limit(), found.size())), found.size() > query.limit());
  }

  private Stream<RunRecord> sorted(RunQuery query) {
    return wanted(query)
        .filter(run -> query.after().isEmpty() || run.id().compareTo(query.after().get()) > 0)
        .sorted(Comparator.comparing(RunRecord::id));
  }

  private Stream<RunRecord> wanted(RunQuery query) {
    // One after the other: a run that ends meanwhile is in one of them at least.
    List<RunRow> rows = new ArrayList<>(live.values());
    rows.addAll(ended.asMap().values());
    return rows.stream()
        .distinct()
        .map(row -> locked(row, RunRow::record))
        .filter(run -> query.matches(run.workflow(), run.status(), run.tags()));
  }

  @Override
  public CompletionStage<Long> count(RunQuery query) {
    return Stages.of(shared, () -> wanted(query).count());
  }

  @Override
  public CompletionStage<Integer> purge(RunQuery query) {
    return Stages.of(
        shared,
        () -> {
          List<RunId> gone =
              sorted(query)
                  .filter(run -> run.end().isPresent())
                  .limit(query.limit())
                  .map(RunRecord::id)
                  .toList();
          ended.invalidateAll(gone);
          return gone.size();
        });
  }

  void forEach(Consumer<StoreItem> action) {
    Stream.concat(live.values().stream(), ended.asMap().values().stream())
        .sorted(Comparator.comparing(row -> row.id))
        .forEach(row -> action.accept(locked(row, RunRow::item)));
  }

  boolean isEmpty() {
    ended.cleanUp(); // what has expired may still be counted
    return live.isEmpty() && ended.asMap().isEmpty();
  }

  void replace(List<StoreItem.OfRun> runs) {
    live.clear();
    ended.invalidateAll();
    delivered.invalidateAll();
    due.clear();
    runs.forEach(this::put);
  }

  private void put(StoreItem.OfRun run) {
    RunRow row = new RunRow(run);
    for (Letter letter : run.letters()) {
      Delivered id = new Delivered(row.id, letter.id());
      delivered.put(id, id);
    }
    if (row.hasEnded()) {
      ended.put(row.id, row);
    } else {
      live.put(row.id, row);
      due.set(row.id, row.dueAt());
    }
  }

  private static <T> T locked(RunRow row, Function<RunRow, T> operation) {
    synchronized (row) {
      return operation.apply(row);
    }
  }
}
