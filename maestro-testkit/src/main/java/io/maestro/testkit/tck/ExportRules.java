package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StoreItem;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A copy of everything, as of one moment. */
abstract class ExportRules {
  static void document(TckStore store, String collection, String id) {
    get(store.documents().write(new DocumentKey(collection, id), ABSENT, text(id)));
  }

  /**
   * An export gives documents by key, then runs by id, each with all that belongs to it.
   *
   * <p>If this fails, look at collations, and at which parts of a run the export reads.
   */
  @Test
  @Proves("17.11")
  void required11_export_givesEverythingInOrder(TckStore store) {
    assertEquals(List.of(), store.names(), "of an empty store");
    for (String key : List.of("b x", "a z", "B x", "a y")) {
      document(store, key.substring(0, 1), key.substring(2));
    }
    store.ended("n");
    Lease lease = store.owned("m");
    store.write(RunWrite.step(lease, step("z", "1")));
    store.write(RunWrite.step(lease, step("a", "2")));
    get(store.runs().deliver(run("m"), letter("9", "in")));
    get(store.runs().deliver(run("m"), letter("1", "in")));
    store.due("N");
    List<StoreItem> items = store.exported();

    assertEquals(
        List.of("B/x", "a/y", "a/z", "b/x", "N", "m", "n"),
        items.stream().map(Words::nameOf).toList());
    var whole =
        new StoreItem.OfRun(
            store.find("m"),
            List.of(step("z", "1"), step("a", "2")),
            List.of(letter("9", "in"), letter("1", "in")));
    assertEquals(Words.of(whole), Words.of(items.get(5)));
  }

  /**
   * What is written after an export has begun is not seen by it, however long it is read.
   *
   * <p>If this fails, look at the isolation of the transaction that the export reads in, and at
   * when it takes its snapshot: at its beginning, not at its first read.
   */
  @Test
  @Proves("17.11")
  void required11_export_whileWritesGoOn_isOfTheMomentOfItsBeginning(TckStore store) {
    for (int i = 0; i < 300; i++) { // more than a page of any store
      document(store, "a", "" + (1_000 + i));
    }
    Lease lease = store.owned("run");
    List<String> before = Words.ofItems(store.exported());
    List<StoreItem> items = new ArrayList<>();
    try (var export = store.store().export()) {
      Optional<StoreItem> first = export.next();
      document(store, "a", "later");
      document(store, "z", "later");
      get(store.documents().delete(new DocumentKey("a", "1299"), 1));
      store.write(RunWrite.step(lease, step("later", "")));
      get(store.runs().deliver(run("run"), letter("later", "in")));
      store.write(end(lease));
      store.owned("later");
      items.add(first.orElseThrow());
      items.addAll(TckStore.rest(export));
    }

    assertEquals(before, Words.ofItems(items));
  }

  /**
   * Exports taken while one thread writes two documents in turn never mix two moments.
   *
   * <p>If this fails, look at exports that read in more than one snapshot.
   */
  @Test
  @Proves("17.11")
  void required11_export_whileOneThreadWritesInTurn_neverMixesTwoMoments(TckStore store) {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> writeInTurn(store, over), store.time().executor());
    try {
      long written = 0;
      for (int looks = 0; !writing.isDone() && (looks < 100 || written < 200); looks++) {
        List<Long> versions =
            store.exported().stream()
                .map(item -> ((StoreItem.OfDocument) item).document().version())
                .toList();
        long first = versions.isEmpty() ? 0 : versions.get(0);
        long second = versions.size() < 2 ? 0 : versions.get(1);
        written = second;
        assertEquals(0, (first - second) >> 1, "a was written before b each time: " + versions);
      }
    } finally {
      over.set(true);
      writing.join();
    }
  }

  private static void writeInTurn(TckStore store, AtomicBoolean over) {
    for (long version = 0; !over.get(); version++) {
      get(store.documents().write(new DocumentKey("c", "a"), version, text("")));
      get(store.documents().write(new DocumentKey("c", "b"), version, text("")));
    }
  }

  /**
   * An export that is closed before its end, or twice, leaves the store as it was.
   *
   * <p>If this fails, look at what holds locks or connections: it must be free after the close.
   */
  @Test
  @Proves("17.11")
  void required11_export_closedBeforeItsEnd_leavesTheStoreAlone(TckStore store) {
    document(store, "a", "x");
    document(store, "a", "y");
    for (int i = 0; i < 50; i++) { // more than a pool of connections has
      var export = store.store().export();
      export.next();
      export.close();
      export.close();
    }
    document(store, "a", "z");

    assertEquals(List.of("a/x", "a/y", "a/z"), store.names());
  }
}
