package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.leaseOf;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.request;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.maestro.run.RunQuery;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Creation;
import io.maestro.store.Delivery;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight threads at once, counted exactly. */
abstract class ConcurrencyRules {
  private static final DocumentKey COUNTER = new DocumentKey("counters", "one");
  private static final int EACH = 50;

  /**
   * No increment of a counter is lost and none is made twice.
   *
   * <p>If this fails, look at the time between the look at a version and the write.
   */
  @Test
  @Proves({"17.35", "17.2"})
  void required35_write_byManyAtOnce_losesNoWrite(TckStore store) {
    Crowd.all(store, part -> count(store));
    Document counter = get(store.documents().read(COUNTER)).orElseThrow();
    int all = Crowd.SIZE * EACH;

    assertEquals("counters/one v" + all + " " + all, Words.of(counter));
  }

  private static int count(TckStore store) {
    for (int done = 0; done < EACH; ) {
      Optional<Document> there = get(store.documents().read(COUNTER));
      int value = there.map(one -> Integer.parseInt(Words.of(one.content()))).orElse(0);
      long version = there.map(Document::version).orElse(ABSENT);
      try {
        get(store.documents().write(COUNTER, version, text("" + (value + 1))));
        done++;
      } catch (AssertionError conflict) {
        assertInstanceOf(VersionConflictException.class, conflict.getCause());
      }
    }
    return EACH;
  }

  /**
   * Of several creations of a run one is new, and all give the same run.
   *
   * <p>If this fails, look at the time between the look for a run and its insertion.
   */
  @Test
  @Proves({"17.35", "17.4"})
  void required35_create_byManyAtOnce_createsOne(TckStore store) {
    for (int round = 0; round < EACH; round++) {
      String id = "run" + round;
      List<Creation> answers =
          Crowd.all(
              store, part -> get(store.runs().create(newRun(id, Optional.of("node." + part)))));

      assertEquals(1, answers.stream().filter(Creation::isNew).count(), "how many were new");
      assertEquals(
          Set.of(Words.of(store.find(id))),
          Set.copyOf(answers.stream().map(answer -> Words.of(answer.run())).toList()));
    }
  }

  /**
   * Each run is claimed once, and none is left over.
   *
   * <p>If this fails, look at whether the statement that claims looks at the state again after it
   * waited for a lock.
   */
  @Test
  @Proves({"17.35", "17.5", "3.1"})
  void required35_claim_byManyAtOnce_givesEachRunToOne(TckStore store) {
    int all = 20 * EACH;
    IntStream.range(0, all).forEach(i -> store.due("run" + i));
    List<List<ClaimedRun>> claimed = Crowd.all(store, part -> claimAll(store, "node." + part));
    List<ClaimedRun> flat = claimed.stream().flatMap(List::stream).toList();

    assertEquals(all, flat.size(), "how many were claimed in all");
    assertEquals(all, new TreeSet<>(TckStore.ids(flat)).size(), "how many different ones");
    for (ClaimedRun one : flat) {
      assertEquals(1, one.lease().epoch());
    }
  }

  private static List<ClaimedRun> claimAll(TckStore store, String node) {
    List<ClaimedRun> all = new ArrayList<>();
    int nothing = 0;
    while (nothing < 2) { // a store may skip what another one is claiming
      List<ClaimedRun> some = get(store.runs().claim(request(node, 7))).runs();
      all.addAll(some);
      nothing = some.isEmpty() ? nothing + 1 : 0;
    }
    return all;
  }

  /**
   * A letter that many deliver at once arrives once.
   *
   * <p>If this fails, look at the time between the look for a letter's id and its insertion.
   */
  @Test
  @Proves({"17.35", "17.9"})
  void required35_deliver_ofOneLetterByManyAtOnce_arrivesOnce(TckStore store) {
    Lease lease = store.owned("run");
    for (int round = 0; round < EACH; round++) {
      String id = "letter" + round;
      List<Delivery> answers =
          Crowd.all(store, part -> get(store.runs().deliver(run("run"), letter(id, "in"))));

      assertEquals(1, Collections.frequency(answers, Delivery.DELIVERED), "how many delivered");
      assertEquals(
          Crowd.SIZE - 1, Collections.frequency(answers, Delivery.DUPLICATE), "how many not");
    }
    assertEquals(IntStream.range(0, EACH).mapToObj(i -> "letter" + i).toList(), store.inbox(lease));
  }

  /**
   * Of several ends of a run one is taken.
   *
   * <p>If this fails, look at whether the end is part of the condition of the write that ends.
   */
  @Test
  @Proves({"17.35", "3.6"})
  void required35_end_byManyAtOnce_isTakenOnce(TckStore store) {
    for (int round = 0; round < EACH; round++) {
      Lease lease = store.owned("run" + round);
      List<Boolean> taken =
          Crowd.all(store, part -> ends(store, end(lease, Given.cancelled("by " + part))));
      int winner = taken.indexOf(true);

      assertEquals(1, Collections.frequency(taken, true), "how many ends were taken");
      assertEquals(
          "by " + winner, store.find("run" + round).end().orElseThrow().reason(), "the end");
    }
  }

  private static boolean ends(TckStore store, RunWrite end) {
    try {
      get(store.runs().write(end));
      return true;
    } catch (AssertionError refused) {
      assertInstanceOf(StaleEpochException.class, refused.getCause());
      return false;
    }
  }

  /**
   * A former owner and its successor do not both write: what the former one has been confirmed is
   * in the journal that the successor gets.
   *
   * <p>If this fails, look at whether claiming and writing lock the same row.
   */
  @Test
  @Proves({"17.35", "3.2"})
  void required35_claim_whileTheFormerOwnerWrites_getsAllThatWasConfirmed(TckStore store) {
    for (int round = 0; round < EACH; round++) {
      String id = "run" + round;
      Lease former = store.owned(id);
      store.elapse(Given.LEASE);
      CompletableFuture<List<String>> writing =
          CompletableFuture.supplyAsync(() -> confirmed(store, former), store.time().executor());
      ClaimedRun claimed = claimSoon(store);

      assertEquals(
          writing.join(),
          claimed.journal().stream().map(step -> step.path()).toList(),
          "what was confirmed to the former owner, and what its successor got");
      store.write(end(claimed.lease()));
    }
  }

  /** Claims again if it gets nothing: a store may skip a run that is being written to. */
  private static ClaimedRun claimSoon(TckStore store) {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      List<ClaimedRun> claimed = store.claim(Given.OTHER);
      if (!claimed.isEmpty()) {
        return claimed.get(0);
      }
    }
    throw new AssertionError("the run of an expired lease is not given to anybody");
  }

  private static List<String> confirmed(TckStore store, Lease former) {
    List<String> confirmed = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      if (!ends(store, RunWrite.step(former, step("s" + i, "")))) {
        break;
      }
      confirmed.add("s" + i);
    }
    return confirmed;
  }

  /**
   * A reader sees all of a write or nothing of it.
   *
   * <p>If this fails, look at writes that are more than one transaction.
   */
  @Test
  @Proves({"17.35", "17.8"})
  void required35_write_seenWhileItIsMade_isThereAsAWhole(TckStore store) {
    Lease lease = store.owned("run");
    store.write(pair(lease, 0));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= 10 * EACH; i++) {
                store.write(pair(lease, i));
              }
              over.set(true);
            },
            store.time().executor());
    while (!over.get() && !writing.isDone()) {
      List<String> seen = store.journal("run").stream().map(s -> s.substring(2)).toList();
      assertEquals(1, Set.copyOf(seen).size(), "two steps of one write: " + seen);
    }
    writing.join();
  }

  private static RunWrite pair(Lease lease, int value) {
    return Given.record(lease, List.of(step("a", "" + value), step("b", "" + value)));
  }

  /**
   * A letter that comes while its run is given back wakes it: none is lost between the two.
   *
   * <p>If this fails, look at whether giving back and delivering lock the same row.
   */
  @Test
  @Proves({"17.35", "6.4"})
  void required35_deliver_whileTheRunIsGivenBack_wakesIt(TckStore store) {
    for (int round = 0; round < 4 * EACH; round++) {
      String id = "run" + round;
      Lease lease = store.owned(id);
      CompletableFuture<Delivery> delivering =
          CompletableFuture.supplyAsync(
              () -> get(store.runs().deliver(run(id), letter("1", "in"))), store.time().executor());
      store.write(release(lease, Optional.empty(), Set.of("in")));

      assertEquals(Delivery.DELIVERED, delivering.join());
      assertEquals(List.of(id), store.claimedIds(Given.OTHER));
      store.write(end(leaseOf(store.find(id))));
    }
  }

  /**
   * Two runs that write to each other, again and again, both go on.
   *
   * <p>If this fails, look at the order in which rows are locked.
   */
  @Test
  @Proves({"17.35", "17.24"})
  void required35_write_ofRunsThatWriteToEachOther_goesOn(TckStore store) {
    List<Lease> leases =
        IntStream.range(0, Crowd.SIZE).mapToObj(i -> store.owned("r" + i)).toList();
    Crowd.all(
        store,
        part -> {
          for (int i = 0; i < EACH; i++) {
            String to = "r" + (part + 1 + i % (Crowd.SIZE - 1)) % Crowd.SIZE;
            store.write(Given.send(leases.get(part), to, letter(part + "." + i, "in")));
          }
          return part;
        });

    assertEquals(
        Crowd.SIZE * EACH, leases.stream().mapToInt(lease -> store.inbox(lease).size()).sum());
  }

  /**
   * A run that ends while runs are counted is counted once.
   *
   * <p>If this fails, look at counts that are made of several looks.
   */
  @Test
  @Proves({"17.35", "17.27"})
  void required35_count_whileRunsEnd_countsEachOnce(TckStore store) {
    int all = 10 * EACH;
    List<Lease> leases = IntStream.range(0, all).mapToObj(i -> store.owned("run" + i)).toList();
    CompletableFuture<Void> ending =
        CompletableFuture.runAsync(
            () -> leases.forEach(lease -> store.write(end(lease))), store.time().executor());
    do {
      assertEquals((long) all, get(store.runs().count(RunQuery.all())));
      assertEquals(all, get(store.runs().query(RunQuery.all().limit(1_000))).items().size());
    } while (!ending.isDone());
    ending.join();
  }
}
