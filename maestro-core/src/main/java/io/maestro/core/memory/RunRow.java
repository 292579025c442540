package io.maestro.core.memory;

import io.maestro.codec.Payload;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run with its journal and inbox. Guarded by its own monitor, which its callers hold. */
final class RunRow {
  final RunId id;
  final String workflow;
  final Payload input;
  final Instant createdAt;
  final Optional<Instant> deadline;
  final Map<String, String> tags;
  final Map<String, String> context;
  final Optional<NewRun.ParentCall> parent;

  /** A letter with its place in the order of delivery. */
  private record Delivered(long number, Letter letter) {}

  private final Map<String, StepRecord> journal = new LinkedHashMap<>();
  private final List<Delivered> letters = new ArrayList<>(0);
  private long lastDelivered;
  private Standing standing;
  private long epoch;
  private Optional<String> owner = Optional.empty();
  private long leaseEnds;
  private Optional<RunEnd> end = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();

  RunRow(NewRun run, Instant now) {
    this.id = run.id();
    this.workflow = run.workflow();
    this.input = run.input();
    this.createdAt = now;
    this.deadline = run.deadline();
    this.tags = run.tags();
    this.context = run.context();
    this.parent = run.parent();
    this.standing = Standing.due(RunStatus.QUEUED, now);
    run.journal().forEach(step -> journal.put(step.path(), step));
  }

  RunRow(StoreItem.OfRun restored) {
    RunRecord run = restored.run();
    this.id = run.id();
    this.workflow = run.workflow();
    this.input = run.input();
    this.createdAt = run.createdAt();
    this.deadline = run.deadline();
    this.tags = run.tags();
    this.context = run.context();
    this.parent = run.parent();
    this.standing = // an owner may have been in the middle of something that its standing does
        // not tell
        run.owner().isPresent() && run.end().isEmpty()
            ? Standing.due(RunStatus.RUNNING, run.createdAt())
            : run.standing();
    this.epoch = run.epoch();
    this.end = run.end();
    this.endedAt = run.endedAt();
    restored.journal().forEach(step -> journal.put(step.path(), step));
    restored.letters().forEach(this::add);
  }

  boolean hasEnded() {
    return end.isPresent();
  }

  /**
   * Returns when the run is to be claimed by time, empty if it is owned, has ended, or waits for
   * mail.
   */
  Optional<Instant> dueAt() {
    if (hasEnded() || owner.isPresent()) {
      return Optional.empty();
    }
    return hasAwaitedLetter() ? Optional.of(Instant.MIN) : standing.dueAt();
  }

  private boolean hasAwaitedLetter() {
    for (Delivered one : letters) {
      if (one.letter().isControl() || standing.awaits().contains(one.letter().inbox())) {
        return true;
      }
    }
    return false;
  }

  boolean isOwned() {
    return owner.isPresent();
  }

  boolean leaseHasEnded(long nanos) {
    return owner.isPresent() && leaseEnds - nanos <= 0;
  }

  long leaseEnds() {
    return leaseEnds;
  }

  long soonerLeaseEnd(long other) {
    return owner.isPresent() && leaseEnds - other < 0 ? leaseEnds : other;
  }

  ClaimedRun claim(String node, long leaseEndsAt) {
    ClaimedRun.Past past =
        owner.isPresent() ? ClaimedRun.Past.TAKEN_OVER : ClaimedRun.Past.RELEASED;
    own(node, leaseEndsAt);
    return new ClaimedRun(
        new Lease(id, node, epoch),
        record(),
        List.copyOf(journal.values()),
        letters(),
        lastDelivered,
        past);
  }

  void own(String node, long leaseEndsAt) {
    epoch++;
    owner = Optional.of(node);
    leaseEnds = leaseEndsAt;
  }

  boolean renew(Lease lease, long leaseEndsAt) {
    boolean current = isCurrent(lease);
    if (current) {
      leaseEnds = leaseEndsAt;
    }
    return current;
  }

  private boolean isCurrent(Lease lease) {
    return !hasEnded() && owner.isPresent() && epoch == lease.epoch();
  }

  void write(RunWrite write, Instant now) {
    if (!isCurrent(write.lease())) {
      throw new StaleEpochException(
          write.lease(),
          hasEnded() ? "it has ended" : "owner is " + owner.orElse("nobody") + ", epoch " + epoch);
    }
    write.forgotten().forEach(this::forget);
    write.recorded().forEach(step -> journal.put(step.path(), step));
    if (!write.taken().isEmpty()) {
      letters.removeIf(one -> write.taken().contains(one.letter().id()));
    }
    standing = write.next().orElse(standing);
    if (write.end().isPresent()) {
      end = write.end();
      endedAt = Optional.of(now);
      letters.clear();
    }
    if (write.end().isPresent() || write.ownership() == RunWrite.Ownership.RELEASE) {
      owner = Optional.empty();
    }
  }

  private void forget(String prefix) {
    journal.keySet().removeIf(path -> path.startsWith(prefix));
  }

  Delivery deliver(Letter letter) {
    if (hasEnded()) {
      return Delivery.ENDED;
    }
    if (letters.size() >= RunStore.MAX_LETTERS) {
      return Delivery.FULL;
    }
    add(letter);
    return Delivery.DELIVERED;
  }

  private void add(Letter letter) {
    letters.add(new Delivered(++lastDelivered, letter));
  }

  private List<Letter> letters() {
    return letters.stream().map(Delivered::letter).toList();
  }

  /** Returns the letters with a higher number, if there are any. */
  Optional<Renewal.Mail> mailAfter(long seen) {
    if (lastDelivered <= seen) {
      return Optional.empty();
    }
    List<Letter> unseen =
        letters.stream().filter(one -> one.number() > seen).map(Delivered::letter).toList();
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(new Renewal.Mail(id, unseen, lastDelivered));
  }

  RunRecord record() {
    return new RunRecord(
        id, workflow, input, createdAt, deadline, tags, context, parent, standing, epoch, owner,
        end, endedAt);
  }

  List<StepRecord> journal() {
    return List.copyOf(journal.values());
  }

  StoreItem.OfRun item() {
    return new StoreItem.OfRun(record(), journal(), letters());
  }
}
