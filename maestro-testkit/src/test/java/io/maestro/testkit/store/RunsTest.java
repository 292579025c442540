package io.maestro.testkit.store;

import static io.maestro.testkit.store.OpenStore.LEASE;
import static io.maestro.testkit.store.OpenStore.NODE;
import static io.maestro.testkit.store.OpenStore.OTHER;
import static io.maestro.testkit.store.OpenStore.end;
import static io.maestro.testkit.store.OpenStore.failure;
import static io.maestro.testkit.store.OpenStore.get;
import static io.maestro.testkit.store.OpenStore.letter;
import static io.maestro.testkit.store.OpenStore.newRun;
import static io.maestro.testkit.store.OpenStore.release;
import static io.maestro.testkit.store.OpenStore.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunRecord;
import io.maestro.store.RunStore;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.Standing;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  @Test
  @Proves("17.4")
  void create_twice_givesTheRunThatIsThere(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Creation first = get(store.runs().create(newRun("run", Optional.of(NODE))));
    Creation again =
        get(store.runs().create(newRun("run", "other", Map.of(), Optional.of(OTHER), LEASE)));

    assertTrue(first.isNew());
    assertFalse(again.isNew());
    assertEquals("flow", again.run().workflow());
    assertEquals(List.of(Optional.of(NODE), 1L), List.of(again.run().owner(), again.run().epoch()));
    get(store.runs().write(end(OpenStore.leaseOf(first.run()))));
    Creation afterTheEnd = get(store.runs().create(newRun("run", Optional.empty())));
    assertFalse(afterTheEnd.isNew());
    assertEquals(RunStatus.SUCCEEDED, afterTheEnd.run().status());
  }

  @Test
  @Proves("17.4")
  void create_byManyAtOnce_createsOne(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (int round = 0; round < 200; round++) {
      String id = "run" + round;
      List<CompletableFuture<Creation>> created = new ArrayList<>();
      for (String node : List.of("a", "b", "c", "d")) {
        created.add(
            CompletableFuture.supplyAsync(
                () -> get(store.runs().create(newRun(id, Optional.of(node)))), time.executor()));
      }
      List<Creation> answers = created.stream().map(CompletableFuture::join).toList();

      assertEquals(1, answers.stream().filter(Creation::isNew).count());
      assertEquals(1, answers.stream().map(answer -> answer.run().owner()).distinct().count());
    }
  }

  @Test
  @Proves("17.5")
  void claim_givesWhatIsDueOnceAndRaisesTheEpoch(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    get(store.runs().create(newRun("unowned", Optional.empty())));
    Lease resting = store.owned("resting");
    get(
        store
            .runs()
            .write(
                release(resting, Optional.of(time.now().plus(Duration.ofMinutes(1))), Set.of())));
    store.owned("owned");

    var claims = store.claims(OTHER);
    assertEquals(
        List.of("unowned"), claims.runs().stream().map(c -> c.run().id().value()).toList());
    assertEquals(Optional.of(Duration.ofMinutes(1)), claims.nextDueIn());
    assertEquals(1, claims.runs().get(0).lease().epoch());
    assertEquals(ClaimedRun.Past.RELEASED, claims.runs().get(0).past());
    assertEquals(List.of(), store.claim(OTHER));
    store.renew(Duration.ofHours(1), OpenStore.leaseOf(store.find("owned")));
    store.renew(Duration.ofHours(1), OpenStore.leaseOf(store.find("unowned")));
    time.advance(Duration.ofMinutes(1));
    ClaimedRun woken = store.claim(OTHER).get(0);
    assertEquals("resting 2", woken.run().id() + " " + woken.lease().epoch());
  }

  @Test
  @Proves("17.5")
  void claim_givesTheRunOfAnExpiredLeaseToAnotherNode(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    store.owned("run");
    time.advance(LEASE.minusMillis(1));

    assertEquals(List.of(), store.claim(OTHER));
    time.advance(Duration.ofMillis(1));
    ClaimedRun taken = store.claim(OTHER).get(0);
    assertEquals(new Lease(RunId.of("run"), OTHER, 2), taken.lease());
    assertEquals(ClaimedRun.Past.TAKEN_OVER, taken.past());
  }

  @Test
  @Proves("17.5")
  void claim_findsALeaseThatIsShorterThanItsOwn(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    assertEquals(List.of(), store.claim(OTHER));
    get(
        store
            .runs()
            .create(newRun("short", "flow", Map.of(), Optional.of(NODE), Duration.ofSeconds(1))));
    time.advance(Duration.ofSeconds(1));

    assertEquals(List.of("short"), store.claimedIds(OTHER));
  }

  @Test
  @Proves("17.5")
  void claim_leavesOtherWorkflowsOtherRunsAndWhatIsOverTheLimit(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (int i = 0; i < 5; i++) {
      get(store.runs().create(newRun("run" + i, Optional.empty())));
    }
    get(store.runs().create(newRun("x", "other", Map.of(), Optional.empty(), LEASE)));
    RunId wanted = RunId.of("run3");
    var only = new ClaimRequest(NODE, Set.of("flow"), Optional.of(wanted), LEASE, 10);

    assertEquals(
        List.of(wanted),
        get(store.runs().claim(only)).runs().stream().map(claimed -> claimed.run().id()).toList());
    assertEquals(3, get(store.runs().claim(OpenStore.request(NODE, 3))).runs().size());
    assertEquals(1, store.claim(NODE).size());
    assertEquals(Optional.empty(), store.find("x").owner());
    for (int limit : new int[] {0, 1_001}) {
      assertThrows(IllegalArgumentException.class, () -> OpenStore.request(NODE, limit));
    }
  }

  @Test
  @Proves("17.5")
  void claim_byManyAtOnce_givesEachRunToOne(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (int i = 0; i < 2_000; i++) {
      get(store.runs().create(newRun("run" + i, Optional.empty())));
    }
    List<CompletableFuture<List<String>>> claims = new ArrayList<>();
    for (String node : List.of("a", "b", "c", "d")) {
      claims.add(CompletableFuture.supplyAsync(() -> claimAll(store, node), time.executor()));
    }
    List<String> claimed = claims.stream().flatMap(claim -> claim.join().stream()).toList();

    assertEquals(2_000, claimed.size());
    assertEquals(2_000, new TreeSet<>(claimed).size());
  }

  private static List<String> claimAll(OpenStore store, String node) {
    List<String> all = new ArrayList<>();
    List<ClaimedRun> some;
    do {
      some = get(store.runs().claim(OpenStore.request(node, 7))).runs();
      some.forEach(claimed -> all.add(claimed.run().id().value()));
    } while (!some.isEmpty());
    return all;
  }

  @Test
  @Proves({"17.5", "17.6"})
  void letter_awaitedOrOfTheEngine_makesItsRunClaimable(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (String id : List.of("awaited", "control", "other")) {
      get(store.runs().write(release(store.owned(id), Optional.empty(), Set.of("mail"))));
    }
    get(store.runs().deliver(RunId.of("other"), letter("1", "noise")));
    get(store.runs().deliver(RunId.of("awaited"), letter("1", "mail")));
    get(store.runs().deliver(RunId.of("control"), letter("1", "$cancel")));

    List<ClaimedRun> claimed = store.claim(OTHER);
    assertEquals(
        Set.of("awaited [1]", "control [1]"),
        Set.copyOf(
            claimed.stream()
                .map(c -> c.run().id() + " " + c.letters().stream().map(l -> l.id()).toList())
                .toList()));
    assertEquals(Optional.empty(), store.find("other").owner());
  }

  @Test
  @Proves({"17.5", "17.6"})
  void letter_thatCameWhileTheRunWasOwned_makesItClaimableAtItsRelease(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease lease = store.owned("run");
    get(store.runs().deliver(RunId.of("run"), letter("1", "mail")));
    assertEquals(List.of(), store.claim(OTHER));
    get(store.runs().write(release(lease, Optional.empty(), Set.of("mail"))));

    assertEquals(List.of("run"), store.claimedIds(OTHER));
  }

  @Test
  @Proves("17.7")
  void renew_answersWithTheLeasesThatWereLost(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease kept = store.owned("kept");
    Lease taken = store.owned("taken");
    Lease ended = store.owned("ended");
    Lease released = store.owned("released");
    Lease unknown = new Lease(RunId.of("unknown"), NODE, 1);
    get(store.runs().write(end(ended)));
    get(store.runs().write(release(released, Optional.empty(), Set.of())));
    store.renew(Duration.ofMinutes(1), kept);
    time.advance(LEASE);
    assertEquals(List.of("taken"), store.claimedIds(OTHER));

    assertEquals(
        List.of(taken, ended, released, unknown),
        store.renew(LEASE, kept, taken, ended, released, unknown));
    assertEquals(List.of(), store.renew(LEASE, kept));
    assertEquals(Optional.of(OTHER), store.find("taken").owner());
  }

  @Test
  @Proves("17.16")
  void renew_answersWithTheLettersThatTheOwnerHasNotSeen(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    store.owned("run");
    get(
        store
            .runs()
            .write(
                release(OpenStore.leaseOf(store.find("run")), Optional.of(time.now()), Set.of())));
    get(store.runs().deliver(RunId.of("run"), letter("first", "in")));
    ClaimedRun claimed = store.claim(OTHER).get(0);
    get(store.runs().deliver(RunId.of("run"), letter("second", "in")));
    get(store.runs().deliver(RunId.of("run"), letter("third", "in")));

    Renewal.Mail mail = store.renew(new HeldRun(claimed.lease(), claimed.mailSeen())).mail().get(0);
    assertEquals(List.of("second", "third"), mail.letters().stream().map(Letter::id).toList());
    assertEquals(
        Renewal.allKept(), store.renew(new HeldRun(claimed.lease(), mail.seen())), "no other");
    get(store.runs().write(taking(claimed.lease(), "third")));
    assertEquals(
        List.of("first", "second"),
        store.renew(new HeldRun(claimed.lease(), 0)).mail().get(0).letters().stream()
            .map(Letter::id)
            .toList(),
        "what was taken is no mail any more");
  }

  private static RunWrite taking(Lease lease, String letter) {
    return new RunWrite(
        lease,
        List.of(),
        List.of(),
        List.of(letter),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  private static RunWrite everything(Lease lease, RunId to) {
    return new RunWrite(
        lease,
        List.of(step("loop/b", "new"), step("a", "changed")),
        List.of("loop/"),
        List.of("1"),
        List.of(
            new RunWrite.Addressed(to, letter("sent", "mail")),
            new RunWrite.Addressed(RunId.of("gone"), letter("sent", "mail"))),
        Optional.of(Standing.due(RunStatus.WAITING, VirtualTime.DEFAULT_START)),
        Optional.empty(),
        RunWrite.Ownership.KEEP);
  }

  private static Lease withJournalAndMail(OpenStore store, String id) {
    Lease lease = store.owned(id);
    for (String path : List.of("a", "loop/a", "loop/b", "looped")) {
      get(store.runs().write(RunWrite.step(lease, step(path, "old"))));
    }
    get(store.runs().deliver(RunId.of(id), letter("1", "mail")));
    get(store.runs().deliver(RunId.of(id), letter("2", "mail")));
    return lease;
  }

  @Test
  @Proves("17.8")
  void write_changesAllOfItAtOnce(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease lease = withJournalAndMail(store, "run");
    store.owned("to");
    get(store.runs().write(everything(lease, RunId.of("to"))));

    assertEquals(List.of("a=changed", "looped=old", "loop/b=new"), store.journal("run"));
    assertEquals(RunStatus.WAITING, store.find("run").status());
    time.advance(LEASE);
    Map<String, List<String>> letters = lettersById(store);
    assertEquals(Map.of("run", List.of("2"), "to", List.of("sent")), letters);
  }

  private static Map<String, List<String>> lettersById(OpenStore store) {
    Map<String, List<String>> letters = new java.util.TreeMap<>();
    for (ClaimedRun claimed : store.claim(OTHER)) {
      letters.put(claimed.run().id().value(), claimed.letters().stream().map(l -> l.id()).toList());
    }
    return letters;
  }

  @Test
  @Proves({"17.1", "17.8"})
  void write_underAStaleEpoch_isRefusedAndChangesNothing(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease stale = withJournalAndMail(store, "run");
    store.owned("to");
    time.advance(LEASE);
    store.claim(OTHER);
    RunRecord before = store.find("run");
    List<String> journal = store.journal("run");

    var refused =
        assertInstanceOf(
            StaleEpochException.class,
            failure(store.runs().write(everything(stale, RunId.of("to")))));
    assertEquals(stale, refused.lease());
    assertInstanceOf(StaleEpochException.class, failure(store.runs().write(end(stale))));
    assertEquals(before, store.find("run"));
    assertEquals(journal, store.journal("run"));
    time.advance(LEASE);
    assertEquals(Map.of("run", List.of("1", "2"), "to", List.of()), lettersById(store));
  }

  @Test
  @Proves("17.8")
  void write_thatEndsTheRun_isTheLastOne(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease lease = store.owned("run");
    time.advance(Duration.ofSeconds(1));
    get(store.runs().write(end(lease)));

    assertEquals(RunStatus.SUCCEEDED, store.find("run").status());
    assertEquals(Optional.of(time.now()), store.find("run").endedAt());
    assertInstanceOf(
        StaleEpochException.class,
        failure(store.runs().write(RunWrite.step(lease, step("late", "x")))));
    assertEquals(List.of(), store.journal("run"));
    time.advance(Duration.ofHours(1));
    assertEquals(List.of(), store.claim(OTHER));
  }

  @Test
  @Proves("17.9")
  void letter_deliveredAgainWithinADay_isADuplicate(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease lease = store.owned("run");
    store.owned("other");
    RunId run = RunId.of("run");

    assertEquals(Delivery.DELIVERED, get(store.runs().deliver(run, letter("1", "mail"))));
    assertEquals(Delivery.DUPLICATE, get(store.runs().deliver(run, letter("1", "mail"))));
    assertEquals(
        Delivery.DELIVERED, get(store.runs().deliver(RunId.of("other"), letter("1", "mail"))));
    RunWrite taking =
        new RunWrite(
            lease,
            List.of(),
            List.of(),
            List.of("1"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            RunWrite.Ownership.KEEP);
    get(store.runs().write(taking));
    time.advance(RunStore.DEDUP_WINDOW.minusMillis(1));
    assertEquals(Delivery.DUPLICATE, get(store.runs().deliver(run, letter("1", "mail"))));
    assertEquals(List.of(), lettersById(store).get("run"));
  }

  @Test
  @Proves("12.9")
  void inbox_ofTenThousandLetters_takesNoMore(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    Lease lease = store.owned("run");
    RunId run = RunId.of("run");
    for (int i = 0; i < 10_000; i++) {
      assertEquals(Delivery.DELIVERED, get(store.runs().deliver(run, letter("" + i, "mail"))));
    }

    assertEquals(Delivery.FULL, get(store.runs().deliver(run, letter("more", "mail"))));
    assertEquals(
        Delivery.UNKNOWN_RUN, get(store.runs().deliver(RunId.of("no"), letter("1", "mail"))));
    get(store.runs().write(end(lease)));
    assertEquals(Delivery.ENDED, get(store.runs().deliver(run, letter("late", "mail"))));
  }

  @Test
  @Proves("12.8")
  void query_inPages_isById(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (String id : List.of("d", "b", "e", "a", "c")) {
      Map<String, String> tags = Map.of("half", id.compareTo("c") < 0 ? "1" : "2");
      get(store.runs().create(newRun(id, "flow", tags, Optional.of(NODE), LEASE)));
    }
    get(store.runs().write(end(OpenStore.leaseOf(store.find("b")))));

    assertEquals("[a, b] true", page(store, RunQuery.all().limit(2)));
    assertEquals("[c, d] true", page(store, RunQuery.all().limit(2).after(RunId.of("b"))));
    assertEquals("[e] false", page(store, RunQuery.all().limit(2).after(RunId.of("d"))));
    assertEquals("[b] false", page(store, RunQuery.all().status(RunStatus.SUCCEEDED)));
    assertEquals("[a, b] false", page(store, RunQuery.all().tag("half", "1")));
    assertEquals("[] false", page(store, RunQuery.all().workflow("other")));
    assertEquals(5L, get(store.runs().count(RunQuery.all().limit(1).after(RunId.of("c")))));
    assertEquals(3L, get(store.runs().count(RunQuery.all().tag("half", "2"))));
    for (int limit : new int[] {0, 1_001}) {
      assertThrows(IllegalArgumentException.class, () -> RunQuery.all().limit(limit));
    }
  }

  private static String page(OpenStore store, RunQuery query) {
    var page = get(store.runs().query(query));
    return page.items().stream().map(run -> run.id().value()).toList() + " " + page.more();
  }

  @Test
  void count_whileRunsEnd_countsEachOnce(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      leases.add(store.owned("run" + i));
    }
    var ending =
        CompletableFuture.runAsync(
            () -> leases.forEach(lease -> get(store.runs().write(end(lease)))), time.executor());
    do {
      assertEquals(2_000L, get(store.runs().count(RunQuery.all())));
    } while (!ending.isDone());
    ending.join();
  }

  @Test
  @Proves("17.10")
  void purge_deletesEndedRunsOnly(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    for (String id : List.of("a", "b", "c")) {
      get(store.runs().write(RunWrite.step(store.owned(id), step("s", "x"))));
    }
    for (String id : List.of("d", "e", "f")) {
      store.ended(id);
    }
    get(
        store
            .runs()
            .write(release(OpenStore.leaseOf(store.find("a")), Optional.empty(), Set.of())));

    assertEquals(2, get(store.runs().purge(RunQuery.all().limit(2))));
    assertEquals("[a, b, c, f] false", page(store, RunQuery.all()));
    assertEquals(1, get(store.runs().purge(RunQuery.all())));
    assertEquals(0, get(store.runs().purge(RunQuery.all())));
    assertEquals("[a, b, c] false", page(store, RunQuery.all()));
    assertEquals(List.of("s=x"), store.journal("a"));
  }

  @Test
  @Proves("17.14")
  void endedRun_isDroppedAfterItsRetention(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    store.owned("live");
    store.ended("run");
    time.advance(OpenStore.RETENTION.minusMillis(1));
    assertEquals(2L, get(store.runs().count(RunQuery.all())));
    time.advance(Duration.ofMillis(1));

    assertEquals(Optional.empty(), get(store.runs().find(RunId.of("run"))));
    assertEquals(List.of(), store.journal("run"));
    assertEquals("[live] false", page(store, RunQuery.all()));
    assertTrue(get(store.runs().create(newRun("run", Optional.empty()))).isNew());
  }
}
