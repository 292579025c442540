package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Given.take;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.store.ClaimedRun;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.testkit.Proves;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How an owner keeps its runs, and learns what it has lost and what has come. */
abstract class LeaseRules {
  /**
   * Renewing answers with the leases that are void: of a run that was taken over, ended, given back
   * or is unknown; in the order in which it was asked.
   *
   * <p>If this fails, look at whether the renewal is conditional on the epoch and the owner.
   */
  @Test
  @Proves("17.7")
  void required07_renew_answersWithTheLeasesThatWereLost(TckStore store) {
    Lease kept = store.owned("kept");
    Lease taken = store.owned("taken");
    Lease ended = store.owned("ended");
    Lease released = store.owned("released");
    Lease unknown = new Lease(run("unknown"), NODE, 1);
    store.write(end(ended));
    store.write(release(released, Optional.empty(), Set.of()));
    store.renew(LEASE.multipliedBy(4), kept);
    store.elapse(LEASE);
    assertEquals(List.of("taken"), store.claimedIds(OTHER));

    assertEquals(
        List.of(taken, ended, released, unknown),
        store.renew(LEASE, kept, taken, ended, released, unknown),
        "the leases lost");
    assertEquals(List.of(), store.renew(LEASE, kept));
    assertEquals(Optional.of(OTHER), store.find("taken").owner());
    assertEquals(List.of(), get(store.runs().renew(List.of(), LEASE)).lost(), "of none");
  }

  /**
   * Renewing prolongs a lease from now on, and no other.
   *
   * <p>If this fails, look at whether the void leases of a renewal prolong their runs' new ones.
   */
  @Test
  @Proves({"17.22", "3.3"})
  void required22_renew_prolongsFromNowOn(TckStore store) {
    Lease renewed = store.owned("renewed");
    store.owned("other");
    Duration half = LEASE.dividedBy(2);
    store.elapse(half);
    assertEquals(List.of(), store.renew(LEASE, renewed));
    store.elapse(LEASE.minus(half));

    assertEquals(List.of("other"), store.claimedIds(OTHER));
    store.elapse(half);
    assertEquals(List.of("renewed"), store.claimedIds(OTHER));
    store.elapse(LEASE.minus(half));
    store.renew(LEASE, renewed); // void by now: it must not prolong the lease of its successor
    assertEquals(List.of("other"), store.claimedIds(NODE));
    store.elapse(half);
    assertEquals(List.of("renewed"), store.claimedIds(NODE));
  }

  /**
   * A lease whose time is over goes on as long as nobody has claimed the run.
   *
   * <p>If this fails, look at conditions on the time of the lease in writes and renewals: the epoch
   * alone decides.
   */
  @Test
  @Proves("17.22")
  void required22_lease_whoseTimeIsOver_goesOnUntilSomebodyClaims(TckStore store) {
    Lease lease = store.owned("run");
    store.elapse(LEASE.multipliedBy(2));
    store.write(RunWrite.step(lease, step("late", "x")));

    assertEquals(List.of(), store.renew(LEASE, lease), "the leases lost");
    assertEquals(List.of("late=x"), store.journal("run"));
    assertEquals(List.of(), store.claimedIds(OTHER));
  }

  /**
   * A lease is void once its run was given back, although the epoch is still its.
   *
   * <p>If this fails, look at whether a write asks for an owner beside the epoch.
   */
  @Test
  @Proves("17.22")
  void required22_lease_ofARunThatWasGivenBack_isVoid(TckStore store) {
    Lease lease = store.owned("run");
    store.write(release(lease, Optional.of(store.time().now()), Set.of()));

    assertInstanceOf(
        StaleEpochException.class,
        failure(store.runs().write(RunWrite.step(lease, step("late", "x")))));
    assertEquals(List.of(), store.journal("run"));
    assertEquals(List.of("run"), store.claimedIds(OTHER));
  }

  /**
   * Renewing answers with the letters that the owner has not seen, in the order of their delivery,
   * and not with those that were taken.
   *
   * <p>If this fails, look at how letters are numbered: a later one always has the higher number.
   */
  @Test
  @Proves({"17.16", "3.11"})
  void required16_renew_answersWithTheLettersThatTheOwnerHasNotSeen(TckStore store) {
    store.write(release(store.owned("run"), Optional.of(store.time().now()), Set.of()));
    get(store.runs().deliver(run("run"), letter("first", "in")));
    ClaimedRun claimed = store.claimOne(OTHER);
    get(store.runs().deliver(run("run"), letter("second", "in")));
    get(store.runs().deliver(run("run"), letter("a third", "in")));
    List<Renewal.Mail> all = store.renew(claimed.lease(), claimed.mailSeen()).mail();

    assertEquals(
        List.of("second", "a third"),
        all.stream().flatMap(mail -> mail.letters().stream()).map(Letter::id).toList());
    assertEquals(
        List.of(), store.renew(claimed.lease(), all.get(0).seen()).mail(), "when all was seen");
    assertEquals(List.of("first", "second", "a third"), store.inbox(claimed.lease()));
    store.write(take(claimed.lease(), "a third", "first"));
    assertEquals(List.of("second"), store.inbox(claimed.lease()), "after two were taken");
    get(store.runs().deliver(run("run"), letter("fourth", "in")));
    assertEquals(
        List.of("fourth"),
        store.renew(claimed.lease(), all.get(0).seen()).mail().stream()
            .flatMap(mail -> mail.letters().stream())
            .map(Letter::id)
            .toList(),
        "after the latest was taken");
  }

  /**
   * Of several runs, each gets its own mail; a lost one gets none.
   *
   * <p>If this fails, look at the join of letters and leases.
   */
  @Test
  @Proves("17.16")
  void required16_renew_ofSeveralRuns_answersWithTheMailOfEach(TckStore store) {
    Lease one = store.owned("one");
    Lease two = store.owned("two");
    Lease none = store.owned("none");
    Lease lost = store.owned("lost");
    store.write(release(lost, Optional.empty(), Set.of()));
    get(store.runs().deliver(run("two"), letter("same", "in")));
    get(store.runs().deliver(run("one"), letter("same", "in")));
    get(store.runs().deliver(run("lost"), letter("same", "in")));
    Renewal renewal =
        get(
            store
                .runs()
                .renew(
                    List.of(one, two, none, lost).stream()
                        .map(lease -> new io.maestro.store.HeldRun(lease, 0))
                        .toList(),
                    LEASE));

    assertEquals(
        Set.of("one", "two"),
        Set.copyOf(renewal.mail().stream().map(mail -> mail.run().value()).toList()));
    assertEquals(List.of(lost), renewal.lost());
  }
}
