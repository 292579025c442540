package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.leaseOf;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.request;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.store.ClaimRequest;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How runs get an owner. */
abstract class ClaimRules {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * A claim gives what nobody owns and is due, once, and leaves alone what is owned, what waits for
   * a later time, and what has ended.
   *
   * <p>If this fails, look at the condition of the claim, and at whether claiming takes the due
   * time away.
   */
  @Test
  @Proves("17.5")
  void required05_claim_givesWhatIsDueAndNobodyOwns(TckStore store) {
    store.due("due");
    store.write(
        release(store.owned("later"), Optional.of(store.time().now().plus(MINUTE)), Set.of()));
    store.write(release(store.owned("never"), Optional.empty(), Set.of()));
    store.owned("owned");
    store.ended("ended");

    assertEquals(List.of("due"), store.claimedIds(OTHER));
    assertEquals(List.of(), store.claimedIds(OTHER), "at the second claim");
    assertEquals(Optional.of(OTHER), store.find("due").owner());
  }

  /**
   * A run that waits for a time is claimable then, and not before.
   *
   * <p>If this fails, look at which clock the due time is compared with.
   */
  @Test
  @Proves({"17.5", "3.3"})
  void required05_claim_givesWhatWaitedForItsTime(TckStore store) {
    store.write(
        release(store.owned("run"), Optional.of(store.time().now().plus(MINUTE)), Set.of()));
    store.elapseJustBefore(MINUTE);

    assertEquals(List.of(), store.claimedIds(OTHER), "just before");
    store.elapseTheRestOf(MINUTE);
    assertEquals(List.of("run"), store.claimedIds(OTHER));
  }

  /**
   * A run whose lease has expired goes to whoever claims it, also to the node that had it, and not
   * before.
   *
   * <p>If this fails, look at which clock leases are compared with, and at whether what owned runs
   * have for a due time hides them.
   */
  @Test
  @Proves({"17.5", "3.3", "3.4"})
  void required05_claim_givesTheRunOfAnExpiredLease(TckStore store) {
    store.owned("run");
    store.elapseJustBefore(LEASE);

    assertEquals(List.of(), store.claimedIds(OTHER), "just before the end of the lease");
    store.elapseTheRestOf(LEASE);
    assertEquals(List.of("run"), store.claimedIds(OTHER));
    store.elapse(LEASE);
    assertEquals(List.of("run"), store.claimedIds(OTHER), "by the node that had it");
  }

  /**
   * A lease that is shorter than those asked for before ends when it says.
   *
   * <p>If this fails, look at what is remembered of when the next lease ends.
   */
  @Test
  @Proves("17.5")
  void required05_claim_findsALeaseThatIsShorterThanItsOwn(TckStore store) {
    assertEquals(List.of(), store.claimedIds(OTHER));
    Duration shorter = LEASE.dividedBy(2);
    get(store.runs().create(newRun("short", "flow", Map.of(), Optional.of(NODE), shorter)));
    store.elapse(shorter);

    assertEquals(List.of("short"), store.claimedIds(OTHER));
  }

  /**
   * Each claim raises the epoch by one, and tells a run that was given back from one whose owner
   * was lost.
   *
   * <p>If this fails, look at whether giving back, renewing or writing touches the epoch, and at
   * what is left of the former owner when a run is given back.
   */
  @Test
  @Proves({"17.19", "3.1"})
  void required19_claim_raisesTheEpochByOneAndTellsThePast(TckStore store) {
    Lease first = store.owned("run");
    store.renew(LEASE, first);
    store.write(RunWrite.step(first, step("a", "1")));
    store.write(release(first, Optional.of(store.time().now()), Set.of()));
    ClaimedRun second = store.claimOne(OTHER);

    assertEquals(new Lease(run("run"), OTHER, 2), second.lease());
    assertEquals(ClaimedRun.Past.RELEASED, second.past());
    store.elapse(LEASE);
    ClaimedRun third = store.claimOne(NODE);
    assertEquals(new Lease(run("run"), NODE, 3), third.lease());
    assertEquals(ClaimedRun.Past.TAKEN_OVER, third.past());
    store.write(release(third.lease(), Optional.of(store.time().now()), Set.of()));
    ClaimedRun fourth = store.claimOne(NODE);
    assertEquals("4 RELEASED", fourth.lease().epoch() + " " + fourth.past());
    assertEquals(Words.of(store.find("run")), Words.of(fourth.run()));
  }

  /**
   * A claim gives runs of the workflows it names, of which it may name one run alone, and not more
   * than it asks for.
   *
   * <p>If this fails, look at the limit of a claim that is made of several statements.
   */
  @Test
  @Proves({"17.20", "3.9"})
  void required20_claim_leavesOtherWorkflowsOtherRunsAndWhatIsOverTheLimit(TckStore store) {
    for (int i = 0; i < 5; i++) {
      store.due("run" + i);
    }
    get(store.runs().create(newRun("x", "other", Map.of(), Optional.empty(), LEASE)));
    get(store.runs().create(newRun("y", "Flow", Map.of(), Optional.empty(), LEASE)));
    Optional<io.maestro.run.RunId> wanted = Optional.of(run("run3"));
    var only = new ClaimRequest(NODE, Set.of("flow"), wanted, LEASE, 10);
    var not = new ClaimRequest(NODE, Set.of("other"), wanted, LEASE, 10);

    assertEquals(List.of(), TckStore.ids(get(store.runs().claim(not)).runs()));
    assertEquals(List.of("run3"), TckStore.ids(get(store.runs().claim(only)).runs()));
    assertEquals(3, get(store.runs().claim(request(NODE, 3))).runs().size());
    assertEquals(1, store.claim(NODE).size());
    assertEquals(Optional.empty(), store.find("x").owner());
    assertEquals(Optional.empty(), store.find("y").owner());
    store.elapse(LEASE);
    assertEquals(2, get(store.runs().claim(request(OTHER, 2))).runs().size(), "of expired leases");
    var none = new ClaimRequest(NODE, Set.of(), Optional.empty(), LEASE, 10);
    assertEquals(List.of(), get(store.runs().claim(none)).runs(), "without a workflow");
  }

  /**
   * The longest due comes first, over several workflows too.
   *
   * <p>If this fails, look at the order of the claim: without one, some runs may never have their
   * turn.
   */
  @Test
  @Proves("17.20")
  void required20_claim_givesTheLongestDueFirst(TckStore store) {
    var start = store.time().now();
    List<String> ids = List.of("c", "a", "d", "b");
    for (int i = 0; i < ids.size(); i++) {
      var created =
          newRun(ids.get(i), i % 2 == 0 ? "flow" : "other", Map.of(), Optional.of(NODE), LEASE);
      Lease lease = leaseOf(get(store.runs().create(created)).run());
      store.write(release(lease, Optional.of(start.plusSeconds(10L * i)), Set.of()));
    }
    store.elapse(MINUTE);
    var two = new ClaimRequest(OTHER, Set.of("flow", "other"), Optional.empty(), LEASE, 2);

    assertEquals(List.of("c", "a"), TckStore.ids(get(store.runs().claim(two)).runs()));
    assertEquals(List.of("d", "b"), TckStore.ids(get(store.runs().claim(two)).runs()));
  }

  /**
   * A claim says in what time the next run that nobody owns will be due: of the workflows asked
   * for, beyond those given.
   *
   * <p>If this fails, look at whether it is counted after the claiming, and on which clock.
   */
  @Test
  @Proves("17.20")
  void required20_claim_saysWhenTheNextIsDue(TckStore store) {
    assertEquals(Optional.empty(), store.claims(OTHER).nextDueIn(), "without any run");
    var now = store.time().now();
    store.due("due");
    store.write(release(store.owned("later"), Optional.of(now.plus(MINUTE)), Set.of()));
    store.write(
        release(store.owned("latest"), Optional.of(now.plus(MINUTE.multipliedBy(2))), Set.of()));
    store.write(release(store.owned("mail"), Optional.empty(), Set.of("in")));
    var sooner = newRun("sooner", "other", Map.of(), Optional.empty(), LEASE);
    get(store.runs().create(sooner));
    Claims claims = store.claims(OTHER);

    assertEquals(List.of("due"), TckStore.ids(claims.runs()));
    Duration nextDueIn = claims.nextDueIn().orElseThrow();
    assertTrue(
        nextDueIn.compareTo(MINUTE) <= 0
            && nextDueIn.compareTo(MINUTE.minus(store.contents().precision())) >= 0,
        "the next is due in " + nextDueIn);
    store.elapse(MINUTE.multipliedBy(3));
    Claims one = get(store.runs().claim(request(OTHER, 1)));
    assertEquals(Optional.of(Duration.ZERO), one.nextDueIn(), "with more of them due");
  }

  /**
   * A claimed run comes with its record, its journal in the order of the first recording, its
   * letters in the order of their delivery, and the number of the latest letter.
   *
   * <p>If this fails, look at what the rows are ordered by, and at whether all of it is read in the
   * transaction that claims.
   */
  @Test
  @Proves("17.21")
  void required21_claimedRun_bringsWhatItsOwnerNeeds(TckStore store) {
    Lease lease = store.owned("run");
    for (String path : List.of("z", "a", "m")) {
      store.write(RunWrite.step(lease, step(path, "old")));
    }
    store.write(RunWrite.step(lease, step("a", "new")));
    for (String id : List.of("9", "1", "5")) {
      get(store.runs().deliver(run("run"), letter(id, "in")));
    }
    store.elapse(LEASE);
    ClaimedRun claimed = store.claimOne(OTHER);

    assertEquals(List.of("z=old", "a=new", "m=old"), store.journal("run"));
    assertEquals(
        Words.ofSteps(get(store.runs().journal(run("run")))), Words.ofSteps(claimed.journal()));
    assertEquals(
        Words.ofLetters(List.of(letter("9", "in"), letter("1", "in"), letter("5", "in"))),
        Words.ofLetters(claimed.letters()));
    assertEquals(
        List.of(),
        store.renew(claimed.lease(), claimed.mailSeen()).mail(),
        "the mail that it has not seen");
  }

  /**
   * A run that has ended is never claimed.
   *
   * <p>If this fails, look at what an end leaves of lease, due time and letters.
   */
  @Test
  @Proves({"17.25", "3.6"})
  void required25_endedRun_isNeverClaimed(TckStore store) {
    Lease lease = store.owned("run");
    get(store.runs().deliver(run("run"), letter("1", "$cancel")));
    store.write(end(lease));
    store.elapse(Duration.ofHours(1));

    assertEquals(List.of(), store.claimedIds(OTHER));
    assertEquals(Optional.empty(), store.claims(OTHER).nextDueIn());
    assertEquals(List.of(lease), store.renew(LEASE, lease), "the leases lost");
  }
}
