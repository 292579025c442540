package io.maestro.testkit.tck.broken;

import static io.maestro.testkit.tck.broken.Hooks.broken;
import static io.maestro.testkit.tck.broken.PassingRuns.done;
import static io.maestro.testkit.tck.broken.PassingRuns.now;

import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.Creation;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.NewRun;
import io.maestro.store.Renewal;
import io.maestro.store.RunStore;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StepRecord;
import io.maestro.testkit.tck.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Stores that create, claim and renew wrongly. */
final class BrokenClaims {
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration ENDLESS = Duration.ofDays(1_000);

  private BrokenClaims() {}

  static Stream<Broken> all() {
    return Stream.of(creating(), claiming(), leasing()).flatMap(each -> each);
  }

  private static Stream<Broken> creating() {
    return Stream.of(
        broken(
            "calls every creation new",
            "required04_create",
            "not new",
            hooks ->
                hooks.onCreate(
                    (runs, run) -> runs.create(run).thenApply(c -> new Creation(c.run(), true)))),
        broken(
            "looks, then creates",
            "required35_create",
            "how many were new",
            hooks -> hooks.onCreate(BrokenClaims::lookThenCreate)),
        broken(
            "forgets tags and context",
            "required18_create_keeps",
            "",
            hooks ->
                hooks.onCreate((runs, run) -> runs.create(Copy.labels(run, Map.of(), Map.of())))),
        broken(
            "gives every new run an owner",
            "required18_create_gives",
            "",
            hooks ->
                hooks.onCreate(
                    (runs, run) ->
                        runs.create(Copy.owner(run, run.owner().or(() -> Optional.of("ghost")))))),
        broken(
            "finds what is not there",
            "required17_find",
            "Optional.empty",
            hooks ->
                hooks.onFind(
                    (runs, run) ->
                        runs.find(run)
                            .thenApply(
                                there ->
                                    there.or(
                                        () ->
                                            now(runs.query(RunQuery.all())).items().stream()
                                                .findFirst()
                                                .or(() -> ghost(runs)))))));
  }

  private static Optional<io.maestro.store.RunRecord> ghost(RunStore runs) {
    return Optional.of(now(runs.create(ghostRun())).run());
  }

  private static NewRun ghostRun() {
    return new NewRun(
        RunId.of("ghost"),
        "none",
        io.maestro.codec.Payload.none(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        SHORT);
  }

  private static java.util.concurrent.CompletionStage<Creation> lookThenCreate(
      RunStore runs, NewRun run) {
    boolean isNew = now(runs.find(run.id())).isEmpty();
    Turns.give();
    return runs.create(run).thenApply(creation -> new Creation(creation.run(), isNew));
  }

  private static Stream<Broken> claiming() {
    return Stream.of(
        broken(
            "claims twice", "required05_claim_givesWhatIsDue", "second claim", BrokenClaims::again),
        broken(
            "claims twice, in a crowd", "required35_claim_byMany", "claimed", BrokenClaims::again),
        broken(
            "claims what waits",
            "required05_claim_givesWhatWaited",
            "just before",
            hooks ->
                hooks.onWritten(
                    w ->
                        Copy.next(
                            w,
                            w.next()
                                .map(
                                    s ->
                                        s.dueAt().isPresent()
                                            ? Copy.dueAt(s, Optional.of(Instant.EPOCH))
                                            : s)))),
        broken(
            "never wakes what waits for time",
            "required05_claim_givesWhatWaited",
            "run",
            hooks ->
                hooks.onWritten(
                    w -> Copy.next(w, w.next().map(s -> Copy.dueAt(s, Optional.empty()))))),
        broken(
            "lets no lease expire",
            "required05_claim_givesTheRunOfAnExpired",
            "run",
            hooks -> leases(hooks, ENDLESS)),
        broken(
            "ends leases early",
            "required05_claim_givesTheRunOfAnExpired",
            "just before",
            hooks -> leases(hooks, SHORT)),
        broken(
            "ends the leases of other nodes early",
            "required33_lease",
            "just before",
            hooks -> leases(hooks, SHORT)),
        broken(
            "makes short leases long",
            "required05_claim_findsALease",
            "short",
            hooks ->
                hooks.onCreate(
                    (runs, run) -> runs.create(Copy.leaseFor(run, Duration.ofSeconds(15))))),
        broken(
            "does not raise the epoch",
            "required19_claim",
            "epoch=2",
            hooks -> hooks.onClaimed(c -> epoch(c, Math.max(1, c.lease().epoch() - 1)))),
        broken(
            "forgets that an owner was lost",
            "required19_claim",
            "TAKEN_OVER",
            hooks -> hooks.onClaimed(c -> past(c, ClaimedRun.Past.RELEASED))),
        broken(
            "takes every owner for lost",
            "required19_claim",
            "RELEASED",
            hooks -> hooks.onClaimed(c -> past(c, ClaimedRun.Past.TAKEN_OVER))),
        broken(
            "ignores the limit",
            "required20_claim_leaves",
            "3",
            hooks ->
                hooks.onClaim((runs, r) -> runs.claim(request(r, r.workflows(), r.only(), 1_000)))),
        broken(
            "ignores the run wanted",
            "required20_claim_leaves",
            "[x]",
            hooks ->
                hooks.onClaim(
                    (runs, r) ->
                        runs.claim(request(r, r.workflows(), Optional.empty(), r.limit())))),
        broken(
            "claims other workflows",
            "required20_claim_leaves",
            "",
            hooks ->
                hooks.onClaim(
                    (runs, r) -> runs.claim(request(r, more(r.workflows()), r.only(), r.limit())))),
        broken(
            "gives the latest first",
            "required20_claim_givesTheLongest",
            "[c, a]",
            hooks ->
                hooks.onClaim(
                    (runs, r) ->
                        runs.claim(r)
                            .thenApply(c -> new Claims(reversed(c.runs()), c.nextDueIn())))),
        broken(
            "does not say when the next is due",
            "required20_claim_says",
            "",
            hooks ->
                hooks.onClaim(
                    (runs, r) ->
                        runs.claim(r).thenApply(c -> new Claims(c.runs(), Optional.empty())))),
        broken(
            "sorts letters",
            "required21_claimedRun",
            "9 in in",
            hooks ->
                hooks.onClaimed(
                    c ->
                        new ClaimedRun(
                            c.lease(),
                            c.run(),
                            c.journal(),
                            reversed(c.letters()),
                            c.mailSeen(),
                            c.past()))),
        broken(
            "gives letters, and forgets that it did",
            "required21_claimedRun",
            "has not seen",
            hooks ->
                hooks.onClaimed(
                    c ->
                        new ClaimedRun(c.lease(), c.run(), c.journal(), c.letters(), 0, c.past()))),
        broken(
            "sorts the journal",
            "required21_journal",
            "s0, s7",
            hooks ->
                hooks.onJournal(
                    steps ->
                        steps.stream()
                            .sorted(java.util.Comparator.comparing(StepRecord::path))
                            .toList())),
        broken(
            "cuts the journal",
            "required21_journal",
            "s0, s7",
            hooks -> hooks.onJournal(steps -> steps.subList(0, Math.min(1_000, steps.size())))),
        broken(
            "reads the journal before it claims",
            "required35_claim_while",
            "what was confirmed",
            hooks -> hooks.onClaim(BrokenClaims::readThenClaim)));
  }

  private static Hooks again(Hooks hooks) {
    AtomicReference<List<ClaimedRun>> last = new AtomicReference<>(List.of());
    return hooks.onClaim(
        (runs, request) ->
            runs.claim(request)
                .thenApply(
                    claims -> {
                      List<ClaimedRun> all = new ArrayList<>(last.getAndSet(claims.runs()));
                      all.addAll(claims.runs());
                      return new Claims(all, claims.nextDueIn());
                    }));
  }

  private static Hooks leases(Hooks hooks, Duration leaseFor) {
    return hooks
        .onCreate((runs, run) -> runs.create(Copy.leaseFor(run, leaseFor)))
        .onRenew((runs, held, asked) -> runs.renew(held, leaseFor));
  }

  private static java.util.concurrent.CompletionStage<Claims> readThenClaim(
      RunStore runs, ClaimRequest request) {
    Map<RunId, List<StepRecord>> before = new HashMap<>();
    now(runs.query(RunQuery.all().limit(1_000)))
        .items()
        .forEach(run -> before.put(run.id(), now(runs.journal(run.id()))));
    for (int i = 0; i < 20; i++) {
      Turns.give();
    }
    return runs.claim(request)
        .thenApply(
            claims ->
                new Claims(
                    claims.runs().stream()
                        .map(
                            c ->
                                new ClaimedRun(
                                    c.lease(),
                                    c.run(),
                                    before.getOrDefault(c.run().id(), List.of()),
                                    c.letters(),
                                    c.mailSeen(),
                                    c.past()))
                        .toList(),
                    claims.nextDueIn()));
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> turned = new ArrayList<>(list);
    Collections.reverse(turned);
    return turned;
  }

  private static Set<String> more(Set<String> workflows) {
    Set<String> more = new HashSet<>(workflows);
    more.add("other");
    return more;
  }

  private static ClaimRequest request(
      ClaimRequest r, Set<String> workflows, Optional<RunId> only, int limit) {
    return new ClaimRequest(r.node(), workflows, only, r.leaseFor(), limit);
  }

  private static ClaimedRun epoch(ClaimedRun c, long epoch) {
    Lease lease = new Lease(c.lease().run(), c.lease().node(), epoch);
    return new ClaimedRun(lease, c.run(), c.journal(), c.letters(), c.mailSeen(), c.past());
  }

  private static ClaimedRun past(ClaimedRun c, ClaimedRun.Past past) {
    return new ClaimedRun(c.lease(), c.run(), c.journal(), c.letters(), c.mailSeen(), past);
  }

  private static Stream<Broken> leasing() {
    return Stream.of(
        broken(
            "keeps void leases",
            "required07_renew",
            "leases lost",
            hooks -> hooks.onRenewed(r -> new Renewal(List.of(), r.mail()))),
        broken(
            "prolongs whoever owns the run",
            "required07_renew",
            "leases lost",
            hooks ->
                hooks.onRenew((runs, held, leaseFor) -> runs.renew(current(runs, held), leaseFor))),
        broken(
            "prolongs the successor's lease",
            "required22_renew",
            "",
            hooks ->
                hooks.onRenew(
                    (runs, held, leaseFor) -> {
                      now(runs.renew(current(runs, held), leaseFor));
                      return runs.renew(held, leaseFor);
                    })),
        broken(
            "does not prolong",
            "required22_renew",
            "",
            hooks -> hooks.onRenew((runs, held, leaseFor) -> runs.renew(held, Duration.ZERO))),
        broken(
            "holds a late lease void",
            "required22_lease_whoseTime",
            "StaleEpoch",
            BrokenClaims::timed),
        broken(
            "takes writes of a run given back for made",
            "required22_lease_ofARun",
            "did not fail",
            hooks ->
                hooks.onWrite(
                    (runs, w) ->
                        now(runs.find(w.lease().run()))
                                .filter(r -> r.owner().isEmpty() && r.end().isEmpty())
                                .isPresent()
                            ? done()
                            : runs.write(w))),
        broken(
            "brings all mail again",
            "required16_renew_answers",
            "",
            hooks ->
                hooks.onRenew(
                    (runs, held, leaseFor) ->
                        runs.renew(
                            held.stream().map(h -> new HeldRun(h.lease(), 0)).toList(), leaseFor))),
        broken(
            "brings no mail",
            "required16_renew_answers",
            "second",
            hooks -> hooks.onRenewed(r -> new Renewal(r.lost(), List.of()))),
        broken(
            "brings one run's mail",
            "required16_renew_ofSeveral",
            "two",
            hooks ->
                hooks.onRenewed(
                    r -> new Renewal(r.lost(), r.mail().subList(0, Math.min(1, r.mail().size()))))),
        broken(
            "brings the mail that this node delivered",
            "required33_letter",
            "letters seen",
            BrokenClaims::ownMailOnly));
  }

  private static List<HeldRun> current(RunStore runs, java.util.Collection<HeldRun> held) {
    return held.stream()
        .map(
            h ->
                now(runs.find(h.lease().run()))
                    .filter(r -> r.owner().isPresent())
                    .map(
                        r ->
                            new HeldRun(
                                new Lease(r.id(), r.owner().orElseThrow(), r.epoch()),
                                h.mailSeen()))
                    .orElse(h))
        .toList();
  }

  /** Finds out by a claim whether a lease is late. */
  private static Hooks timed(Hooks hooks) {
    return hooks.onWrite(
        (runs, w) -> {
          boolean late =
              now(runs.claim(
                          new ClaimRequest(
                              "probe", Set.of("flow"), Optional.of(w.lease().run()), SHORT, 1)))
                      .runs()
                      .size()
                  > 0;
          return late
              ? CompletableFuture.failedFuture(new StaleEpochException(w.lease(), "it is late"))
              : runs.write(w);
        });
  }

  private static Hooks ownMailOnly(Hooks hooks) {
    Set<String> own = ConcurrentHashMap.newKeySet();
    return hooks
        .onDeliver(
            (runs, to, letter) -> {
              own.add(to + " " + letter.id());
              return runs.deliver(to, letter);
            })
        .onRenewed(
            r ->
                new Renewal(
                    r.lost(),
                    r.mail().stream()
                        .map(
                            mail ->
                                new Renewal.Mail(
                                    mail.run(),
                                    mail.letters().stream()
                                        .filter(
                                            letter -> own.contains(mail.run() + " " + letter.id()))
                                        .toList(),
                                    mail.seen()))
                        .toList()));
  }
}
