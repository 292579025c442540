package io.maestro.testkit.tck.broken;

import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values with one part changed. */
final class Copy {
  private Copy() {}

  static RunWrite lease(RunWrite w, Lease lease) {
    return new RunWrite(
        lease, w.recorded(), w.forgotten(), w.taken(), w.sent(), w.next(), w.end(), w.ownership());
  }

  static RunWrite recorded(RunWrite w, List<StepRecord> recorded) {
    return new RunWrite(
        w.lease(), recorded, w.forgotten(), w.taken(), w.sent(), w.next(), w.end(), w.ownership());
  }

  static RunWrite forgotten(RunWrite w, List<String> forgotten) {
    return new RunWrite(
        w.lease(), w.recorded(), forgotten, w.taken(), w.sent(), w.next(), w.end(), w.ownership());
  }

  static RunWrite taken(RunWrite w, List<String> taken) {
    return new RunWrite(
        w.lease(), w.recorded(), w.forgotten(), taken, w.sent(), w.next(), w.end(), w.ownership());
  }

  static RunWrite sent(RunWrite w, List<RunWrite.Addressed> sent) {
    return new RunWrite(
        w.lease(), w.recorded(), w.forgotten(), w.taken(), sent, w.next(), w.end(), w.ownership());
  }

  static RunWrite next(RunWrite w, Optional<Standing> next) {
    return new RunWrite(
        w.lease(), w.recorded(), w.forgotten(), w.taken(), w.sent(), next, w.end(), w.ownership());
  }

  static RunWrite end(RunWrite w, Optional<RunEnd> end) {
    return new RunWrite(
        w.lease(), w.recorded(), w.forgotten(), w.taken(), w.sent(), w.next(), end, w.ownership());
  }

  static Standing dueAt(Standing s, Optional<Instant> dueAt) {
    return new Standing(s.status(), dueAt, s.awaits(), s.progress(), s.waitingFor());
  }

  static StepRecord round(StepRecord s, long round) {
    return new StepRecord(
        s.path(),
        s.verb(),
        s.state(),
        s.attempts(),
        s.value(),
        s.failure(),
        s.dueAt(),
        round,
        s.recordedAt());
  }

  static StepRecord times(StepRecord s, Optional<Instant> dueAt, Instant recordedAt) {
    return new StepRecord(
        s.path(),
        s.verb(),
        s.state(),
        s.attempts(),
        s.value(),
        s.failure(),
        dueAt,
        s.round(),
        recordedAt);
  }

  static NewRun leaseFor(NewRun r, Duration leaseFor) {
    return new NewRun(
        r.id(),
        r.workflow(),
        r.input(),
        r.deadline(),
        r.tags(),
        r.context(),
        r.parent(),
        r.journal(),
        r.owner(),
        leaseFor);
  }

  static NewRun owner(NewRun r, Optional<String> owner) {
    return new NewRun(
        r.id(),
        r.workflow(),
        r.input(),
        r.deadline(),
        r.tags(),
        r.context(),
        r.parent(),
        r.journal(),
        owner,
        r.leaseFor());
  }

  static NewRun labels(NewRun r, Map<String, String> tags, Map<String, String> context) {
    return new NewRun(
        r.id(),
        r.workflow(),
        r.input(),
        r.deadline(),
        tags,
        context,
        r.parent(),
        r.journal(),
        r.owner(),
        r.leaseFor());
  }

  static NewRun deadline(NewRun r, Optional<Instant> deadline) {
    return new NewRun(
        r.id(),
        r.workflow(),
        r.input(),
        deadline,
        r.tags(),
        r.context(),
        r.parent(),
        r.journal(),
        r.owner(),
        r.leaseFor());
  }

  static RunRecord run(
      RunRecord r, Map<String, String> tags, Standing standing, long epoch, Optional<RunEnd> end) {
    return new RunRecord(
        r.id(),
        r.workflow(),
        r.input(),
        r.createdAt(),
        r.deadline(),
        tags,
        r.context(),
        r.parent(),
        standing,
        epoch,
        r.owner(),
        end,
        r.endedAt());
  }

  static StoreItem.OfRun letters(StoreItem.OfRun item, List<Letter> letters) {
    return new StoreItem.OfRun(item.run(), item.journal(), letters);
  }

  static StoreItem.OfRun run(StoreItem.OfRun item, RunRecord run) {
    return new StoreItem.OfRun(run, item.journal(), item.letters());
  }
}
