package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.ExportRules.document;
import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Given.take;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What outlives a store: everything that was completed, and nothing else. */
@Needs(Capability.DURABLE)
abstract class DurabilityRules {
  private static void fill(TckStore store) {
    document(store, "a", "x");
    get(store.documents().write(new DocumentKey("a", "x"), 1, text("second")));
    Lease lease = store.owned("run");
    store.write(Given.record(lease, List.of(step("b", "1"), step("a", "2"))));
    for (String id : List.of("9", "1", "5")) {
      get(store.runs().deliver(run("run"), letter(id, "in")));
    }
    store.write(take(lease, "1"));
    store.ended("ended");
    store.write(release(store.owned("resting"), Optional.empty(), Set.of("in")));
  }

  /**
   * A store that is closed and opened again has everything.
   *
   * <p>If this fails, look at what is kept in memory only.
   */
  @Test
  @Proves({"17.31", "17.1"})
  void required31_contents_outliveAClose(TckStore store) {
    fill(store);
    List<String> before = Words.ofItems(store.exported());
    store.reopen();

    assertEquals(before, Words.ofItems(store.exported()));
  }

  /**
   * A store that has crashed and is opened again has everything that was completed.
   *
   * <p>If this fails, look at stages that complete before their transaction is durable.
   */
  @Test
  @Proves({"17.31", "17.1", "10.1"})
  void required31_contents_outliveACrash(TckStore store) {
    fill(store);
    List<String> before = Words.ofItems(store.exported());
    store.crashAndOpen();

    assertEquals(before, Words.ofItems(store.exported()));
    store.crashAndOpen();
    assertEquals(before, Words.ofItems(store.exported()), "after a second crash");
  }

  /**
   * Of writes that were under way at a crash, those that had been confirmed are there, and the
   * others are there as a whole or not at all.
   *
   * <p>If this fails, look at what completes a stage: the commit, not the acceptance.
   */
  @Test
  @Proves({"17.31", "17.1", "17.8"})
  void required31_writesUnderWayAtACrash_areThereIfTheyWereConfirmed(TckStore store) {
    for (int round = 0; round < 5; round++) {
      Lease lease = store.owned("run" + round);
      List<java.util.concurrent.CompletionStage<Void>> writes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        writes.add(
            store.runs().write(Given.record(lease, List.of(step("a" + i, ""), step("b" + i, "")))));
      }
      List<String> confirmed = new ArrayList<>();
      for (int i = 0; i < writes.size(); i++) {
        var write = writes.get(i).toCompletableFuture();
        if (write.isDone() && !write.isCompletedExceptionally()) {
          confirmed.add("a" + i + "=");
          confirmed.add("b" + i + "=");
        }
      }
      store.crashAndOpen();
      List<String> there = store.journal("run" + round);

      assertEquals(List.of(), missing(confirmed, there), "confirmed, and not there");
      assertEquals(0, there.size() % 2, "half a write is there: " + there);
    }
  }

  private static List<String> missing(List<String> wanted, List<String> there) {
    List<String> missing = new ArrayList<>(wanted);
    missing.removeAll(there);
    return missing;
  }

  /**
   * A run whose owner has crashed is claimed, at the latest when its lease has expired, as taken
   * over and under the next epoch; what the former owner still writes is refused.
   *
   * <p>If this fails, look at whether epoch and owner are stored, and at clocks that begin anew
   * with the process.
   */
  @Test
  @Proves({"17.31", "3.2", "3.4"})
  void required31_runOfACrashedOwner_isTakenOver(TckStore store) {
    Lease former = store.owned("run");
    store.write(RunWrite.step(former, step("s", "x")));
    get(store.runs().deliver(run("run"), letter("1", "in")));
    store.crashAndOpen();
    store.elapse(LEASE);
    ClaimedRun claimed = store.claimOne(OTHER);

    assertEquals(new Lease(run("run"), OTHER, 2), claimed.lease());
    assertEquals(ClaimedRun.Past.TAKEN_OVER, claimed.past());
    assertEquals(1, claimed.journal().size());
    assertEquals(1, claimed.letters().size());
    assertInstanceOf(
        StaleEpochException.class,
        failure(store.runs().write(RunWrite.step(former, step("late", "x")))));
  }

  /**
   * What rests wakes after a crash as it would have without one: by its time and by its mail.
   *
   * <p>If this fails, look at what is remembered of due times in memory.
   */
  @Test
  @Proves({"17.31", "6.3"})
  void required31_restingRuns_wakeAfterACrash(TckStore store) {
    store.write(
        release(store.owned("later"), Optional.of(store.time().now().plus(LEASE)), Set.of()));
    store.write(release(store.owned("mail"), Optional.empty(), Set.of("in")));
    store.crashAndOpen();

    assertEquals(List.of(), store.claimedIds(NODE));
    get(store.runs().deliver(run("mail"), letter("1", "in")));
    assertEquals(List.of("mail"), store.claimedIds(NODE));
    store.write(Given.end(Given.leaseOf(store.find("mail"))));
    store.elapse(LEASE);
    assertEquals(List.of("later"), store.claimedIds(NODE));
  }

  /**
   * The ids of letters, taken ones too, are known after a crash.
   *
   * <p>If this fails, look at where the ids are remembered.
   */
  @Test
  @Proves({"17.31", "17.9"})
  void required31_idsOfLetters_outliveACrash(TckStore store) {
    Lease lease = store.owned("run");
    get(store.runs().deliver(run("run"), letter("there", "in")));
    get(store.runs().deliver(run("run"), letter("taken", "in")));
    store.write(take(lease, "taken"));
    store.crashAndOpen();

    for (String id : List.of("there", "taken")) {
      assertEquals(Delivery.DUPLICATE, get(store.runs().deliver(run("run"), letter(id, "in"))), id);
    }
  }

  /**
   * A restore that was not committed when the store crashed has left nothing; a committed one is
   * there.
   *
   * <p>If this fails, look at what clears away a stage that was left.
   */
  @Test
  @Proves({"17.31", "17.12"})
  void required31_restore_outlivesACrashOnlyIfCommitted(TckStore store) {
    document(store, "a", "x");
    List<io.maestro.store.StoreItem> items = store.exported();
    document(store, "a", "y");
    StoreRestore unfinished = store.store().restore(StoreRestore.Target.REPLACE);
    items.forEach(unfinished::add);
    store.crashAndOpen();

    assertEquals(List.of("a/x", "a/y"), store.names());
    store.restore(StoreRestore.Target.REPLACE, items);
    store.crashAndOpen();
    assertEquals(List.of("a/x"), store.names());
  }
}
