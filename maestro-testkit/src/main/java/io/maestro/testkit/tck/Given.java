package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Words.text;

import io.maestro.run.Progress;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rules ask of a store, made short. */
final class Given {
  static final Duration LEASE = Duration.ofSeconds(15);
  static final String NODE = "node.a";
  static final String OTHER = "node.b";

  private Given() {}

  static RunId run(String id) {
    return RunId.of(id);
  }

  static NewRun newRun(String id, Optional<String> owner) {
    return newRun(id, "flow", Map.of(), owner, LEASE);
  }

  static NewRun newRun(
      String id,
      String workflow,
      Map<String, String> tags,
      Optional<String> owner,
      Duration leaseFor) {
    return new NewRun(
        run(id),
        workflow,
        text("in"),
        Optional.empty(),
        tags,
        Map.of(),
        Optional.empty(),
        List.of(),
        owner,
        leaseFor);
  }

  static ClaimRequest request(String node, int limit) {
    return new ClaimRequest(node, Set.of("flow"), Optional.empty(), LEASE, limit);
  }

  static Lease leaseOf(RunRecord run) {
    return new Lease(run.id(), run.owner().orElseThrow(), run.epoch());
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

  static Standing waiting(Optional<Instant> dueAt, Set<String> awaits) {
    return new Standing(RunStatus.WAITING, dueAt, awaits, Progress.NONE, "rest");
  }

  static RunEnd succeeded() {
    return new RunEnd(RunStatus.SUCCEEDED, Optional.of(text("out")), Optional.empty(), "", false);
  }

  static RunEnd cancelled(String reason) {
    return new RunEnd(RunStatus.CANCELLED, Optional.empty(), Optional.empty(), reason, false);
  }

  /** A write that gives the run back, to be claimed at a time or for a letter. */
  static RunWrite release(Lease lease, Optional<Instant> dueAt, Set<String> awaits) {
    return release(lease, waiting(dueAt, awaits));
  }

  static RunWrite release(Lease lease, Standing next) {
    return write(
        lease,
        List.of(),
        List.of(),
        Optional.of(next),
        Optional.empty(),
        RunWrite.Ownership.RELEASE);
  }

  static RunWrite stand(Lease lease, Standing next) {
    return write(
        lease, List.of(), List.of(), Optional.of(next), Optional.empty(), RunWrite.Ownership.KEEP);
  }

  static RunWrite end(Lease lease) {
    return end(lease, succeeded());
  }

  static RunWrite end(Lease lease, RunEnd end) {
    return write(
        lease, List.of(), List.of(), Optional.empty(), Optional.of(end), RunWrite.Ownership.KEEP);
  }

  static RunWrite take(Lease lease, String... letters) {
    return write(
        lease,
        List.of(letters),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  static RunWrite send(Lease lease, String to, Letter letter) {
    return write(
        lease,
        List.of(),
        List.of(new RunWrite.Addressed(run(to), letter)),
        Optional.empty(),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  static RunWrite record(Lease lease, List<StepRecord> steps) {
    return new RunWrite(
        lease,
        steps,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  static RunWrite forget(Lease lease, String... prefixes) {
    return new RunWrite(
        lease,
        List.of(),
        List.of(prefixes),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  private static RunWrite write(
      Lease lease,
      List<String> taken,
      List<RunWrite.Addressed> sent,
      Optional<Standing> next,
      Optional<RunEnd> end,
      RunWrite.Ownership ownership) {
    return new RunWrite(lease, List.of(), List.of(), taken, sent, next, end, ownership);
  }
}
