package io.maestro.core.engine;

import io.maestro.error.ClosedException;
import io.maestro.recovery.RecoveryReport;
import io.maestro.recovery.RecoveryReport.NotAskedFor;
import io.maestro.recovery.RecoveryReport.Parked;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The report on the start: what the first looks at the store found, until one found no more. There
 * is no other code path for it than the claiming of any day. Thread-safe.
 */
final class Recovery {
  private static final int REMEMBERED = 1_000;
  private static final int EXAMPLES = 10;
  private static final RunStatus[] LIVE =
      Arrays.stream(RunStatus.values())
          .filter(status -> !status.isTerminal())
          .toArray(RunStatus[]::new);

  private final Engine engine;
  private final CompletableFuture<RecoveryReport> found = new CompletableFuture<>();
  private final Set<RunId> takenUp = new HashSet<>();
  private final List<NotAskedFor> notAskedFor = new ArrayList<>(0);
  private int takenOver;
  private int resumed;
  private boolean looking = true;

  Recovery(Engine engine) {
    this.engine = engine;
  }

  /** Returns the report, once the first look is over, with what has come of it by then. */
  CompletableFuture<RecoveryReport> report() {
    return found.thenApply(this::asOfNow);
  }

  private synchronized RecoveryReport asOfNow(RecoveryReport first) {
    return new RecoveryReport(
        first.at(),
        first.takenOver(),
        first.resumed(),
        first.waiting(),
        first.parked(),
        notAskedFor);
  }

  /** A look has found runs; the first one that is the last for now ends the recovery. */
  void claimed(List<ClaimedRun> runs, boolean more) {
    boolean over;
    synchronized (this) {
      if (!looking) {
        return;
      }
      runs.forEach(this::count);
      looking = more;
      over = !more;
    }
    if (over) {
      countTheOthers(engine.time().now());
    }
  }

  private void count(ClaimedRun run) {
    if (takenUp.add(run.run().id())) {
      if (run.past() == ClaimedRun.Past.TAKEN_OVER) {
        takenOver++;
      } else {
        resumed++;
      }
    }
  }

  private void countTheOthers(Instant at) {
    RunQuery live = RunQuery.all().status(LIVE);
    RunQuery unknown = live.workflowOtherThan(engine.workflows().names()).limit(RunQuery.MAX_PAGE);
    CompletionStage<Long> all = engine.runs().count(live);
    all.thenCombine(engine.runs().query(unknown), (count, page) -> first(at, count, page))
        .whenComplete(
            (report, failure) -> {
              if (report != null) {
                tell(report);
              } else if (failure != null) {
                engine.listeners().problem("the report on the start", Futures.unwrapped(failure));
                found.completeExceptionally(Futures.unwrapped(failure));
              }
            });
  }

  private synchronized RecoveryReport first(Instant at, long all, Page<RunRecord> unknown) {
    List<Parked> parked = parked(unknown.items());
    long others = all - takenUp.size() - unknown.items().size();
    return new RecoveryReport(at, takenOver, resumed, Math.max(0, others), parked, List.of());
  }

  private static List<Parked> parked(List<RunRecord> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(RunRecord::workflow, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            same ->
                new Parked(
                    same.getKey(),
                    same.getValue().size(),
                    same.getValue().stream().map(RunRecord::id).limit(EXAMPLES).toList()))
        .toList();
  }

  private void tell(RecoveryReport report) {
    found.complete(report);
    if (report.takenOver() + report.resumed() + report.waiting() + report.parkedRuns() > 0) {
      engine.listeners().recovered(report);
    }
  }

  /**
   * A run has ended.
   *
   * @param leftBehind the steps that it had recorded and did not ask for
   */
  synchronized void ended(RunId run, List<String> leftBehind) {
    boolean wasFound = takenUp.remove(run);
    if (wasFound && !leftBehind.isEmpty() && notAskedFor.size() < REMEMBERED) {
      notAskedFor.add(new NotAskedFor(run, leftBehind));
    }
  }

  /** The engine is over: nobody will learn more. */
  void close() {
    found.completeExceptionally(new ClosedException("the maestro"));
  }
}
