package io.maestro.testkit.tck;

import static io.maestro.testkit.tck.ExportRules.document;
import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.failure;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunQuery;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Putting back what an export gave. */
abstract class RestoreRules {
  private static StoreItem item(String collection, String id, long version) {
    return new StoreItem.OfDocument(
        new Document(new DocumentKey(collection, id), version, text(id)));
  }

  /**
   * Nothing of a restore is seen before its commit, nor without one.
   *
   * <p>If this fails, look at whether the items are staged apart from what is there.
   */
  @Test
  @Proves("17.12")
  void required12_restore_beforeItsCommitOrWithoutOne_changesNothing(TckStore store) {
    document(store, "a", "old");
    store.owned("old");
    List<String> before = Words.ofItems(store.exported());
    try (StoreRestore restore = store.store().restore(StoreRestore.Target.REPLACE)) {
      restore.add(item("a", "new", 7));
      restore.add(item("a", "old", 7));
      assertEquals(before, Words.ofItems(store.exported()), "before the commit");
    }
    assertEquals(before, Words.ofItems(store.exported()), "without a commit");
    store.restore(StoreRestore.Target.REPLACE, List.of(item("a", "new", 7)));

    assertEquals(List.of("a/new"), store.names());
    assertEquals(8, get(store.documents().write(new DocumentKey("a", "new"), 7, text("newer"))));
  }

  /**
   * An item that is there twice is refused, and so is anything after the end of a restore.
   *
   * <p>If this fails, look at whether a second row replaces the first.
   */
  @Test
  @Proves("17.12")
  void required12_restore_ofAnItemTwiceOrAfterItsEnd_isRefused(TckStore store) throws Exception {
    store.owned("run");
    StoreItem run = store.exported().get(0);
    TckStore target = store.apart();
    StoreRestore restore = target.store().restore(StoreRestore.Target.MUST_BE_EMPTY);
    restore.add(item("a", "x", 1));
    restore.add(run);
    assertThrows(StoreException.class, () -> restore.add(item("a", "x", 2)), "a document twice");
    assertThrows(StoreException.class, () -> restore.add(run), "a run twice");
    restore.close();
    restore.close();

    assertThrows(StoreException.class, () -> restore.add(item("a", "y", 1)), "after the close");
    assertThrows(StoreException.class, restore::commit, "a commit after the close");
    assertEquals(List.of(), target.names());
  }

  /**
   * MUST_BE_EMPTY refuses a store that has a document or a run, and leaves it as it was; REPLACE
   * leaves nothing of what was there.
   *
   * <p>If this fails, look at whether emptiness is judged in the transaction that commits.
   */
  @Test
  @Proves("17.12")
  void required12_restore_intoAStoreThatIsNotEmpty_isRefusedUnlessItReplaces(TckStore store)
      throws Exception {
    document(store, "a", "x");
    store.owned("run");
    List<StoreItem> items = store.exported();
    TckStore withDocument = store.apart();
    document(withDocument, "b", "y");
    TckStore withRun = store.apart();
    withRun.write(RunWrite.step(withRun.owned("run"), step("old", "")));
    TckStore withEnded = store.apart();
    withEnded.ended("other");
    for (TckStore target : List.of(withDocument, withRun, withEnded)) {
      List<String> before = Words.ofItems(target.exported());

      assertThrows(
          StoreException.class,
          () -> target.restore(StoreRestore.Target.MUST_BE_EMPTY, items),
          "a restore into a store with " + before);
      assertEquals(before, Words.ofItems(target.exported()), "after the refusal");
      target.restore(StoreRestore.Target.REPLACE, items);
      assertEquals(List.of("a/x", "run"), target.names());
      assertEquals(List.of(), target.journal("run"), "what is left of the run that was there");
    }
    TckStore empty = store.apart();
    empty.restore(StoreRestore.Target.MUST_BE_EMPTY, items);
    assertEquals(List.of("a/x", "run"), empty.names());
  }

  /**
   * A reader sees all of a restore or nothing of it.
   *
   * <p>If this fails, look at restores whose commit is more than one transaction.
   */
  @Test
  @Proves("17.12")
  void required12_restore_seenWhileItIsCommitted_isThereAsAWhole(TckStore store) {
    document(store, "a", "x");
    document(store, "a", "y");
    List<StoreItem> old = store.exported();
    List<StoreItem> other = List.of(item("a", "v", 1), item("a", "w", 1));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger restores = new AtomicInteger();
    CompletableFuture<Void> restoring =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                store.restore(StoreRestore.Target.REPLACE, other);
                store.restore(StoreRestore.Target.REPLACE, old);
                restores.incrementAndGet();
              }
            },
            store.time().executor());
    try {
      for (int looks = 0; !restoring.isDone() && (looks < 300 || restores.get() < 20); looks++) {
        String seen =
            get(store.documents().list("a", Optional.empty(), 10)).items().stream()
                .map(document -> document.key().id())
                .collect(Collectors.joining());
        assertTrue(seen.equals("xy") || seen.equals("vw"), "a reader saw '" + seen + "'");
      }
    } finally {
      over.set(true);
      restoring.join();
    }
  }

  /**
   * A restored run is owned by nobody, and its epochs go on from where they were: its former owners
   * can't write.
   *
   * <p>If this fails, look at whether the epoch is among the columns that are restored.
   */
  @Test
  @Proves("17.13")
  void required13_restoredRun_isOwnedByNobodyAndItsEpochGoesOn(TckStore store) throws Exception {
    Lease first = store.owned("run");
    store.write(RunWrite.step(first, step("s", "x")));
    get(store.runs().deliver(run("run"), letter("1", "mail")));
    store.elapse(LEASE);
    Lease second = store.claimOne(OTHER).lease();
    TckStore target = store.apart();
    target.restore(StoreRestore.Target.MUST_BE_EMPTY, store.exported());

    assertEquals(Optional.empty(), target.find("run").owner());
    assertInstanceOf(
        StaleEpochException.class,
        failure(target.runs().write(RunWrite.step(second, step("late", "x")))));
    assertEquals(List.of(second), target.renew(LEASE, second), "the leases lost");
    ClaimedRun claimed = target.claimOne(NODE);
    assertEquals(new Lease(run("run"), NODE, 3), claimed.lease());
    assertEquals(List.of("s=x"), target.journal("run"));
    assertEquals(1, claimed.letters().size());
    assertEquals(
        List.of(), target.renew(claimed.lease(), claimed.mailSeen()).mail(), "mail it has seen");
    get(target.runs().deliver(run("run"), letter("2", "mail")));
    assertEquals(1, target.renew(claimed.lease(), claimed.mailSeen()).mail().size());
    assertEquals(1L, get(target.runs().count(RunQuery.all())));
  }

  /**
   * Restored runs stand where they stood: due at their time or by their mail, ended as they ended.
   *
   * <p>If this fails, look at what makes a run claimable beside its standing; a restore must write
   * that too.
   */
  @Test
  @Proves({"17.13", "17.28"})
  void required28_restoredRuns_standWhereTheyStood(TckStore store) throws Exception {
    store.due("due");
    store.write(
        release(store.owned("later"), Optional.of(store.time().now().plus(LEASE)), Set.of()));
    store.write(release(store.owned("mail"), Optional.empty(), Set.of("in")));
    store.write(release(store.owned("written"), Optional.empty(), Set.of("in")));
    get(store.runs().deliver(run("written"), letter("1", "in")));
    store.ended("ended");
    List<StoreItem> items = store.exported();
    TckStore target = store.apart();
    target.restore(StoreRestore.Target.MUST_BE_EMPTY, items);

    assertEquals(Words.ofItems(items), Words.ofItems(target.exported()), "the export of the copy");
    assertEquals(Set.of("due", "written"), Set.copyOf(target.claimedIds(OTHER)));
    get(target.runs().deliver(run("mail"), letter("1", "in")));
    target.elapse(LEASE.dividedBy(2));
    assertEquals(List.of("mail"), target.claimedIds(OTHER));
    target.renew(LEASE, leases(target, "due", "written", "mail"));
    target.elapse(LEASE.minus(LEASE.dividedBy(2)));
    assertEquals(List.of("later"), target.claimedIds(OTHER));
  }

  private static Lease[] leases(TckStore store, String... ids) {
    List<Lease> leases = new ArrayList<>();
    for (String id : ids) {
      leases.add(Given.leaseOf(store.find(id)));
    }
    return leases.toArray(Lease[]::new);
  }

  /**
   * Documents with their versions, values of every sort, tags and contexts survive the way through
   * a copy.
   *
   * <p>If this fails, look at which columns the restore leaves out.
   */
  @Test
  @Proves("17.28")
  void required28_copy_givesTheSameExport(TckStore store) throws Exception {
    document(store, "a", "x");
    get(store.documents().write(new DocumentKey("a", "x"), 1, text("second")));
    var given =
        new Runs("run")
            .deadline(store.time().now().plusNanos(1))
            .tags(java.util.Map.of("k", "v"))
            .context(java.util.Map.of("c", "d"))
            .parent("parent", "in")
            .journal(step("b", "1"), step("a", "2"))
            .build();
    Lease lease = Given.leaseOf(get(store.runs().create(given)).run());
    for (String id : List.of("9", "1")) {
      get(store.runs().deliver(run("run"), letter(id, "in")));
    }
    store.write(release(lease, Optional.empty(), Set.of("other")));
    store.ended("ended");
    List<StoreItem> items = store.exported();
    TckStore target = store.apart();
    target.restore(StoreRestore.Target.MUST_BE_EMPTY, items);

    assertEquals(Words.ofItems(items), Words.ofItems(target.exported()));
    assertEquals(1L, get(target.runs().count(RunQuery.all().tag("k", "v"))), "found by its tag");
  }

  /**
   * The letters in a restored inbox are duplicates when they come again, and others are not.
   *
   * <p>If this fails, look at where the ids of letters are kept.
   */
  @Test
  @Proves({"17.9", "17.12"})
  void required12_restoredInbox_decidesWhatIsADuplicate(TckStore store) {
    store.owned("run");
    get(store.runs().deliver(run("run"), letter("before", "mail")));
    List<StoreItem> backup = store.exported();
    get(store.runs().deliver(run("run"), letter("after", "mail")));
    store.restore(StoreRestore.Target.REPLACE, backup);

    assertEquals(
        Delivery.DUPLICATE, get(store.runs().deliver(run("run"), letter("before", "mail"))));
    assertEquals(
        Delivery.DELIVERED, get(store.runs().deliver(run("run"), letter("after", "mail"))));
  }
}
