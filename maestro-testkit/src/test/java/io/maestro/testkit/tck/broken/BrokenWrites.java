package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Hooks.broken;
import static io.maestro.testkit.tck.broken.PassingRuns.done;
import static io.maestro.testkit.tck.broken.PassingRuns.now;

import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreException;
import io.maestro.testkit.tck.Turns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Stores that write and deliver wrongly. */
final class BrokenWrites {
  private BrokenWrites() {}

  static Stream<Broken> all() {
    return Stream.of(values(), writing(), mail()).flatMap(each -> each);
  }

  private static Stream<Broken> values() {
    return Stream.of(
        broken(
            "loses nanoseconds",
            "required26_instants_areKept",
            "000001Z",
            hooks -> hooks.onWritten(w -> times(w, BrokenWrites::micros))),
        broken(
            "counts nanoseconds in a long",
            "required26_instants_ofAnotherAge",
            "9999",
            hooks ->
                hooks
                    .onCreate(
                        (runs, run) ->
                            runs.create(
                                Copy.deadline(run, run.deadline().map(BrokenWrites::wrapped))))
                    .onWritten(w -> times(w, BrokenWrites::wrapped))),
        broken(
            "cuts texts",
            "required26_texts",
            "",
            hooks -> hooks.onWritten(w -> Copy.next(w, w.next().map(BrokenWrites::cut)))),
        broken(
            "knows no characters but ASCII",
            "required26_texts",
            "",
            hooks ->
                hooks.onCreate(
                    (runs, run) ->
                        runs.create(
                            Copy.labels(
                                run,
                                run.tags(),
                                run.context().isEmpty()
                                    ? run.context()
                                    : java.util.Map.of(
                                        run.context()
                                            .keySet()
                                            .iterator()
                                            .next()
                                            .replaceAll("[^ -~]", "?"),
                                        "x"))))),
        broken(
            "loses rounds",
            "required26_stepsAndEnds",
            "LOOP PENDING",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.recorded(
                            w, w.recorded().stream().map(s -> Copy.round(s, 0)).toList()))),
        broken(
            "loses how a run ended",
            "required26_stepsAndEnds",
            "compensated true",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.end(
                            w,
                            w.end()
                                .map(
                                    e ->
                                        new RunEnd(
                                            e.status(),
                                            e.result(),
                                            e.failure(),
                                            e.reason(),
                                            false))))));
  }

  private static RunWrite times(RunWrite w, java.util.function.UnaryOperator<Instant> change) {
    RunWrite steps =
        Copy.recorded(
            w,
            w.recorded().stream()
                .map(s -> Copy.times(s, s.dueAt().map(change), change.apply(s.recordedAt())))
                .toList());
    return Copy.next(steps, w.next().map(s -> Copy.dueAt(s, s.dueAt().map(change))));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant wrapped(Instant instant) {
    return Instant.EPOCH.plusNanos(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
  }

  private static Standing cut(Standing s) {
    String words = s.waitingFor();
    return new Standing(
        s.status(),
        s.dueAt(),
        s.awaits(),
        s.progress(),
        words.substring(0, Math.min(255, words.length())));
  }

  private static Stream<Broken> writing() {
    return Stream.of(
        broken(
            "ignores epochs",
            "required08_write_underAStale",
            "did not fail",
            hooks -> hooks.onWrite((runs, w) -> runs.write(current(runs, w)))),
        broken(
            "swallows failures",
            "required08_write_underAStale",
            "did not fail",
            hooks -> hooks.onWrite((runs, w) -> runs.write(w).exceptionally(refused -> null))),
        broken(
            "sends before it checks",
            "required08_write_underAStale",
            "the letters of the run",
            hooks ->
                hooks.onWrite(
                    (runs, w) -> {
                      w.sent().forEach(sent -> now(runs.deliver(sent.to(), sent.letter())));
                      return runs.write(w);
                    })),
        broken(
            "makes up runs that are written to",
            "required08_write_toARun",
            "did not fail",
            hooks ->
                hooks.onWrite(
                    (runs, w) ->
                        now(runs.find(w.lease().run())).isEmpty() ? done() : runs.write(w))),
        broken(
            "forgets after it has recorded",
            "required08_write_changes",
            "loop/b=new",
            hooks ->
                hooks.onWrite(
                    (runs, w) ->
                        w.forgotten().isEmpty()
                            ? runs.write(w)
                            : runs.write(Copy.forgotten(w, List.of()))
                                .thenCompose(
                                    done ->
                                        runs.write(
                                            Copy.sent(Copy.recorded(w, List.of()), List.of()))))),
        broken(
            "takes no letters",
            "required08_write_changes",
            "[2]",
            hooks -> hooks.onWritten(w -> Copy.taken(w, List.of()))),
        broken(
            "loses letters sent",
            "required08_write_changes",
            "[sent]",
            hooks -> hooks.onWritten(w -> Copy.sent(w, List.of()))),
        broken(
            "writes step by step",
            "required08_write_thatFails",
            "a=old",
            hooks -> hooks.onWrite(BrokenWrites::stepByStep)),
        broken(
            "lets half a write be seen",
            "required35_write_seen",
            "two steps of one write",
            hooks -> hooks.onWrite(BrokenWrites::stepByStep)),
        broken(
            "begins the standing anew",
            "required08_write_thatSays",
            "WAITING",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.next(
                            w,
                            w.next()
                                .or(
                                    () ->
                                        Optional.of(
                                            Standing.due(RunStatus.RUNNING, Instant.EPOCH)))))),
        broken(
            "forgets by a pattern",
            "required23_forgetting",
            "ab/x=",
            hooks -> hooks.onWrite(BrokenWrites::forgettingLike)),
        broken(
            "puts what is recorded again at the end",
            "required23_step",
            "[b=b, c=c, a=a]",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.forgotten(
                            w,
                            Stream.concat(
                                    w.forgotten().stream(),
                                    w.recorded().stream().map(StepRecord::path))
                                .toList()))),
        broken(
            "ends twice",
            "required25_write",
            "did not fail",
            hooks -> hooks.onWrite(BrokenWrites::takingWhatIsEnded)),
        broken(
            "looks, then ends",
            "required35_end",
            "how many ends",
            hooks -> hooks.onWrite(BrokenWrites::lookThenEnd)),
        broken(
            "claims what has ended",
            "required25_endedRun",
            "[]",
            hooks ->
                hooks.onWrite(
                    (runs, w) ->
                        w.end().isPresent()
                            ? runs.write(
                                new RunWrite(
                                    w.lease(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    Optional.of(Standing.due(RunStatus.QUEUED, Instant.EPOCH)),
                                    Optional.empty(),
                                    RunWrite.Ownership.RELEASE))
                            : runs.write(w))));
  }

  private static RunWrite current(RunStore runs, RunWrite w) {
    Optional<RunRecord> there = now(runs.find(w.lease().run()));
    return there
        .filter(run -> run.owner().isPresent())
        .map(run -> Copy.lease(w, new Lease(run.id(), run.owner().orElseThrow(), run.epoch())))
        .orElse(w);
  }

  private static CompletionStage<Void> stepByStep(RunStore runs, RunWrite w) {
    try {
      for (StepRecord step : w.recorded()) {
        if (step.value().filter(value -> value.isLive() && !value.isNone()).isPresent()) {
          throw new StoreException("this value can't be encoded", null);
        }
        now(
            runs.write(
                Copy.next(
                    Copy.sent(Copy.recorded(w, List.of(step)), List.of()), Optional.empty())));
        Turns.give();
      }
      return runs.write(Copy.forgotten(Copy.recorded(w, List.of()), List.of()));
    } catch (java.util.concurrent.CompletionException refused) {
      return CompletableFuture.failedFuture(refused.getCause());
    } catch (StoreException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static CompletionStage<Void> forgettingLike(RunStore runs, RunWrite w) {
    List<String> paths = new ArrayList<>();
    for (String prefix : w.forgotten()) {
      Pattern like =
          Pattern.compile(
              prefix
                      .replaceAll("[^_%]", "[$0]")
                      .replace("[\\]", "\\\\")
                      .replace("_", ".")
                      .replace("%", ".*")
                  + ".*",
              Pattern.CASE_INSENSITIVE);
      now(runs.journal(w.lease().run())).stream()
          .map(StepRecord::path)
          .filter(path -> like.matcher(path).matches())
          .forEach(paths::add);
    }
    return runs.write(Copy.forgotten(w, paths));
  }

  private static CompletionStage<Void> takingWhatIsEnded(RunStore runs, RunWrite w) {
    boolean ended =
        now(runs.find(w.lease().run())).filter(run -> run.end().isPresent()).isPresent();
    return ended ? done() : runs.write(w);
  }

  private static CompletionStage<Void> lookThenEnd(RunStore runs, RunWrite w) {
    boolean ended =
        now(runs.find(w.lease().run())).filter(run -> run.end().isPresent()).isPresent();
    Turns.give();
    return ended || w.end().isEmpty()
        ? runs.write(w)
        : runs.write(w).exceptionally(refused -> null);
  }

  private static Stream<Broken> mail() {
    return Stream.of(
        broken(
            "folds the case of inboxes",
            "required05_letterThatIs",
            "[one]",
            hooks ->
                hooks.onDeliver(
                    (runs, to, letter) ->
                        runs.deliver(to, inbox(letter, letter.inbox().toLowerCase(Locale.ROOT))))),
        broken(
            "takes the engine's letters for others",
            "required06",
            "nothing",
            hooks ->
                hooks.onDeliver(
                    (runs, to, letter) ->
                        runs.deliver(to, inbox(letter, letter.inbox().replace("$", ""))))),
        broken(
            "wakes by what comes, not by what has come",
            "required05_letterThatCame",
            "awaiting",
            hooks -> hooks.onWrite(BrokenWrites::sleepingOn)),
        broken(
            "misses what comes at the release",
            "required35_deliver_while",
            "run",
            hooks -> hooks.onWrite(BrokenWrites::sleepingOn)),
        broken(
            "delivers twice",
            "required09_letter",
            "DUPLICATE",
            hooks ->
                hooks.onDeliver(
                    (runs, to, letter) ->
                        runs.deliver(to, letter)
                            .thenCompose(
                                delivery ->
                                    delivery == Delivery.DUPLICATE
                                        ? runs.deliver(to, again(letter))
                                        : done(delivery)))),
        broken(
            "forgets the id when a letter is taken",
            "required09_letter",
            "after it was taken",
            BrokenWrites::forgetfulOfTaken),
        broken(
            "looks, then delivers",
            "required35_deliver_of",
            "how many",
            BrokenWrites::lookThenDeliver),
        broken(
            "knows no full inbox",
            "required09_inbox",
            "FULL",
            hooks ->
                hooks.onDeliver(
                    (runs, to, letter) ->
                        runs.deliver(to, letter)
                            .thenApply(d -> d == Delivery.FULL ? Delivery.DELIVERED : d))),
        broken(
            "delivers to what has ended",
            "required25_letter",
            "ENDED",
            hooks ->
                hooks.onDeliver(
                    (runs, to, letter) ->
                        runs.deliver(to, letter)
                            .thenApply(d -> d == Delivery.ENDED ? Delivery.DELIVERED : d))),
        broken(
            "sends without a look at the id",
            "required24",
            "DUPLICATE",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.sent(
                            w,
                            w.sent().stream()
                                .map(s -> new RunWrite.Addressed(s.to(), again(s.letter())))
                                .toList()))),
        broken(
            "drops a letter rather than wait for a lock",
            "required35_write_ofRuns",
            "expected: <400>",
            BrokenWrites::impatient));
  }

  private static Letter inbox(Letter letter, String inbox) {
    return new Letter(letter.id(), inbox, letter.content());
  }

  private static Letter again(Letter letter) {
    return new Letter(
        letter.id() + "'" + System.identityHashCode(new Object()),
        letter.inbox(),
        letter.content());
  }

  /** Hides a run from every claim if it is given back with mail in its inbox. */
  private static CompletionStage<Void> sleepingOn(RunStore runs, RunWrite w) {
    boolean release = w.ownership() == RunWrite.Ownership.RELEASE && w.end().isEmpty();
    boolean mail =
        release
            && !now(runs.renew(List.of(new HeldRun(w.lease(), 0)), Duration.ofDays(1)))
                .mail()
                .isEmpty();
    CompletionStage<Void> written = runs.write(w);
    if (mail) {
      RunId run = w.lease().run();
      now(
          runs.claim(
              new ClaimRequest("ghost", Set.of("flow"), Optional.of(run), Duration.ofDays(1), 1)));
    }
    return written;
  }

  private static Hooks forgetfulOfTaken(Hooks hooks) {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    return hooks
        .onWritten(
            w -> {
              w.taken().forEach(id -> taken.add(w.lease().run() + " " + id));
              return w;
            })
        .onDeliver(
            (runs, to, letter) ->
                taken.remove(to + " " + letter.id())
                    ? runs.deliver(to, again(letter))
                    : runs.deliver(to, letter));
  }

  private static Hooks lookThenDeliver(Hooks hooks) {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return hooks.onDeliver(
        (runs, to, letter) -> {
          boolean known = seen.contains(to + " " + letter.id());
          Turns.give();
          seen.add(to + " " + letter.id());
          return known
              ? done(Delivery.DUPLICATE)
              : runs.deliver(to, letter)
                  .thenApply(d -> d == Delivery.DUPLICATE ? Delivery.DELIVERED : d);
        });
  }

  private static Hooks impatient(Hooks hooks) {
    ReentrantLock lock = new ReentrantLock();
    return hooks.onWrite(
        (runs, w) -> {
          if (w.sent().isEmpty()) {
            return runs.write(w);
          }
          if (!lock.tryLock()) {
            return runs.write(Copy.sent(w, List.of()));
          }
          try {
            Turns.give();
            return runs.write(w);
          } finally {
            lock.unlock();
          }
        });
  }
}
