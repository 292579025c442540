package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Hooks.broken;
import static io.maestro.testkit.tck.broken.PassingRuns.done;
import static io.maestro.testkit.tck.broken.PassingRuns.now;

import io.maestro.run.Page;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.Lease;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreContext;
import io.maestro.testkit.tck.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Stores that find, count and purge wrongly. */
final class BrokenQueries {
  private static final RunStatus[] LIVE = {
    RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.WAITING, RunStatus.PAUSED
  };
  private static final RunStatus[] ENDED = {
    RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED
  };

  private BrokenQueries() {}

  static Stream<Broken> all() {
    return Stream.of(
        broken(
            "answers out of order",
            "required27_query_inPages",
            "[B, a]",
            hooks ->
                hooks.onQuery(
                    (runs, q) ->
                        runs.query(q).thenApply(p -> new Page<>(reversed(p.items()), p.more())))),
        broken(
            "counts its page off by one",
            "required27_query_inPages",
            "false",
            hooks ->
                hooks.onQuery(
                    (runs, q) ->
                        runs.query(q)
                            .thenApply(p -> new Page<>(p.items(), p.items().size() == q.limit())))),
        broken(
            "has smaller pages",
            "required27_query_ofAThousand",
            "1000",
            hooks -> hooks.onQuery((runs, q) -> runs.query(q.limit(Math.min(500, q.limit()))))),
        broken(
            "filters after the limit",
            "required27_query_filters",
            "[e]",
            hooks -> hooks.onQuery(BrokenQueries::filteringLate)),
        broken(
            "answers without the end",
            "required27_query_gives",
            "SUCCEEDED",
            hooks ->
                hooks.onQuery(
                    (runs, q) ->
                        runs.query(q)
                            .thenApply(
                                p ->
                                    new Page<>(
                                        p.items().stream()
                                            .map(
                                                r ->
                                                    Copy.run(
                                                        r,
                                                        r.tags(),
                                                        r.standing(),
                                                        r.epoch(),
                                                        Optional.empty()))
                                            .toList(),
                                        p.more())))),
        broken(
            "counts the page",
            "required27_count",
            "5",
            hooks ->
                hooks.onCount((runs, q) -> runs.query(q).thenApply(p -> (long) p.items().size()))),
        broken(
            "counts in two looks",
            "required35_count",
            "500",
            hooks -> hooks.onCount(BrokenQueries::countingTwice)),
        broken(
            "purges live runs",
            "required10",
            "expected",
            hooks -> hooks.onPurge(BrokenQueries::purgingLive)),
        broken(
            "purges without a limit",
            "required10",
            "2",
            hooks -> hooks.onPurge((runs, q) -> runs.purge(q.limit(1_000)))),
        new Broken(
            "drops ended runs early",
            "required36",
            "there is no run ended",
            time ->
                new RetainedContents(time) {
                  @Override
                  public StateStoreFactory factory() {
                    StateStoreFactory sound = super.factory();
                    return context -> forgetful(sound, context);
                  }
                }));
  }

  private static StateStore forgetful(StateStoreFactory sound, StoreContext context) {
    return sound.open(
        new StoreContext(
            context.time(),
            context.executor(),
            context.log(),
            context.signals(),
            context.finishedRetention().dividedBy(2)));
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> turned = new ArrayList<>(list);
    Collections.reverse(turned);
    return turned;
  }

  private static CompletionStage<Page<RunRecord>> filteringLate(RunStore runs, RunQuery query) {
    RunQuery unfiltered = RunQuery.all().limit(query.limit());
    RunQuery any = query.after().map(unfiltered::after).orElse(unfiltered);
    return runs.query(any)
        .thenApply(
            page ->
                new Page<>(
                    page.items().stream()
                        .filter(r -> query.matches(r.workflow(), r.status(), r.tags()))
                        .toList(),
                    page.more()));
  }

  private static CompletionStage<Long> countingTwice(RunStore runs, RunQuery query) {
    if (!query.statuses().isEmpty()) {
      return runs.count(query);
    }
    long live = now(runs.count(query.status(LIVE)));
    for (int look = 0; look < 2_000 && now(runs.count(query.status(LIVE))) == live; look++) {
      Turns.give(); // until a run has ended in between
    }
    return done(live + now(runs.count(query.status(ENDED))));
  }

  private static CompletionStage<Integer> purgingLive(RunStore runs, RunQuery query) {
    for (RunRecord run : now(runs.query(query)).items()) {
      if (run.owner().isPresent()) {
        Lease lease = new Lease(run.id(), run.owner().orElseThrow(), run.epoch());
        RunEnd gone =
            new RunEnd(RunStatus.CANCELLED, Optional.empty(), Optional.empty(), "gone", false);
        now(
            runs.write(
                new RunWrite(
                    lease,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(gone),
                    RunWrite.Ownership.RELEASE)));
      }
    }
    return runs.purge(query);
  }
}
