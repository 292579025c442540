package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.request;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Stores of several nodes over the same contents. */
@Needs(Capability.NODES)
abstract class NodeRules {
  /**
   * What one node has written the other sees at once, and their compare-and-set is one.
   *
   * <p>If this fails, look at caches, and at reads from a replica.
   */
  @Test
  @Proves({"17.33", "17.17"})
  void required33_write_ofOneNode_isSeenByTheOther(TckStore one) {
    TckStore two = one.seenBy(one.openBeside());
    DocumentKey key = new DocumentKey("a", "x");
    get(one.documents().write(key, ABSENT, text("first")));
    assertEquals(2, get(two.documents().write(key, 1, text("second"))));
    assertInstanceOf(
        VersionConflictException.class, failure(one.documents().write(key, 1, text("late"))));
    Lease lease = one.owned("run");
    one.write(RunWrite.step(lease, step("s", "x")));

    assertEquals("a/x v2 second", Words.of(get(one.documents().read(key)).orElseThrow()));
    assertEquals(List.of("s=x"), two.journal("run"));
    assertFalse(get(two.runs().create(newRun("run", Optional.of(OTHER)))).isNew());
    one.write(end(lease));
    assertEquals(RunStatus.SUCCEEDED, two.find("run").status());
  }

  /**
   * A lease holds against the other node for its time and as long as it is renewed; then the run is
   * taken over, and its former owner is told so.
   *
   * <p>If this fails, look at whether both nodes read one clock, the store's.
   */
  @Test
  @Proves({"17.33", "3.2", "3.3", "3.4"})
  void required33_lease_ofOneNode_holdsAgainstTheOther(TckStore one) {
    TckStore two = one.seenBy(one.openBeside());
    Lease lease = one.owned("run");
    one.elapseJustBefore(LEASE);
    assertEquals(List.of(), two.claimedIds(OTHER), "just before the end of the lease");
    one.renew(LEASE, lease);
    one.elapseJustBefore(LEASE);
    assertEquals(List.of(), two.claimedIds(OTHER), "just before the end of the renewed lease");
    one.elapseTheRestOf(LEASE);
    ClaimedRun taken = two.claimOne(OTHER);

    assertEquals(new Lease(run("run"), OTHER, 2), taken.lease());
    assertEquals(List.of(lease), one.renew(LEASE, lease), "the leases lost");
    assertInstanceOf(
        StaleEpochException.class,
        failure(one.runs().write(RunWrite.step(lease, step("late", "x")))));
    two.write(RunWrite.step(taken.lease(), step("mine", "x")));
    assertEquals(List.of("mine=x"), one.journal("run"));
  }

  /**
   * A letter that one node delivers reaches the owner at the other by its next renewal, once.
   *
   * <p>If this fails, look at how letters are numbered when two deliver at once: an owner that has
   * seen a number never looks below it again.
   */
  @Test
  @Proves({"17.33", "17.16", "3.11"})
  void required33_letter_deliveredAtTheOtherNode_reachesTheOwner(TckStore one) {
    TckStore two = one.seenBy(one.openBeside());
    Lease lease = one.owned("run");
    List<String> seen = new ArrayList<>();
    long mailSeen = 0;
    for (int round = 0; round < 20; round++) {
      int number = round;
      Crowd.all(
          one,
          part -> {
            TckStore at = part % 2 == 0 ? one : two;
            return get(at.runs().deliver(run("run"), letter(number + "." + part, "in")));
          });
      assertEquals(
          Delivery.DUPLICATE, get(two.runs().deliver(run("run"), letter(number + ".0", "in"))));
      for (var mail : one.renew(lease, mailSeen).mail()) {
        mail.letters().forEach(letter -> seen.add(letter.id()));
        mailSeen = mail.seen();
      }
    }

    assertEquals(20 * Crowd.SIZE, seen.size(), "letters seen in all");
    assertEquals(20 * Crowd.SIZE, new TreeSet<>(seen).size(), "different ones");
  }

  /**
   * Two nodes that claim at once share the runs: each is given once, none is left.
   *
   * <p>If this fails, look at the statement that claims: with a join, a locked row may be given
   * twice.
   */
  @Test
  @Proves({"17.33", "17.5", "3.1"})
  void required33_claim_byTwoNodesAtOnce_givesEachRunToOne(TckStore one) {
    TckStore two = one.seenBy(one.openBeside());
    for (int i = 0; i < 400; i++) {
      one.due("run" + i);
    }
    List<List<String>> claimed =
        Crowd.all(one, part -> claimAll(part % 2 == 0 ? one : two, "node." + part));
    List<String> all = claimed.stream().flatMap(List::stream).toList();

    assertEquals(400, all.size(), "how many were claimed in all");
    assertEquals(400, new TreeSet<>(all).size(), "how many different ones");
  }

  private static List<String> claimAll(TckStore store, String node) {
    List<String> all = new ArrayList<>();
    int nothing = 0;
    while (nothing < 2) {
      List<String> some = TckStore.ids(get(store.runs().claim(request(node, 5))).runs());
      all.addAll(some);
      nothing = some.isEmpty() ? nothing + 1 : 0;
    }
    return all;
  }

  /**
   * One node's end leaves the other one's store open, and its leases as they are.
   *
   * <p>If this fails, look at what a close deletes or releases beside what the store itself opened.
   */
  @Test
  @Proves({"17.33", "17.29"})
  void required33_close_ofOneNode_leavesTheOther(TckStore one) {
    TckStore two = one.seenBy(one.openBeside());
    one.owned("one");
    Lease lease = two.owned("two");
    one.store().close();

    assertEquals(List.of(), two.renew(LEASE, lease));
    assertEquals(List.of(), two.claimedIds(OTHER));
    assertEquals(Optional.of(NODE), two.find("one").owner());
    two.write(end(lease));
  }

  /**
   * A store whose runs another node can own says how often to look for work.
   *
   * <p>If this fails, look at {@code StateStore.pollEvery}: without it, the runs of a dead node are
   * found by nobody.
   */
  @Test
  @Proves("17.33")
  void required33_store_saysHowOftenToLookForTheRunsOfOthers(TckStore one) {
    assertTrue(one.store().pollEvery().isPresent(), "pollEvery is empty");
    assertFalse(one.store().pollEvery().orElseThrow().isNegative());
  }
}
