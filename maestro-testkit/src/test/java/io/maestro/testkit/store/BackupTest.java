package io.maestro.testkit.store;

import static io.maestro.testkit.store.OpenStore.end;
import static io.maestro.testkit.store.OpenStore.failure;
import static io.maestro.testkit.store.OpenStore.get;
import static io.maestro.testkit.store.OpenStore.letter;
import static io.maestro.testkit.store.OpenStore.nameOf;
import static io.maestro.testkit.store.OpenStore.step;
import static io.maestro.testkit.store.OpenStore.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Delivery;
import io.maestro.store.Document;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.StoreException;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BackupTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static void write(OpenStore store, String collection, String id) {
    get(store.documents().write(new DocumentKey(collection, id), DocumentStore.ABSENT, text(id)));
  }

  private static List<String> names(List<StoreItem> items) {
    return items.stream().map(OpenStore::nameOf).toList();
  }

  private static void restore(
      OpenStore store, StoreRestore.Target target, List<? extends StoreItem> items) {
    try (StoreRestore restore = store.store().restore(target)) {
      items.forEach(restore::add);
      restore.commit();
    }
  }

  @Test
  @Proves("17.11")
  void export_whileWritesGoOn_isOfOneMomentAndInOrder(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    write(store, "b", "x");
    write(store, "a", "z");
    write(store, "a", "y");
    store.owned("n");
    store.ended("m");
    try (var export = store.store().export()) {
      Optional<StoreItem> first = export.next();
      write(store, "a", "later");
      store.owned("later");
      get(store.runs().write(end(OpenStore.leaseOf(store.find("n")))));
      get(store.documents().delete(new DocumentKey("b", "x"), 1));
      List<StoreItem> rest = OpenStore.rest(export);

      assertEquals("a/y", nameOf(first.orElseThrow()));
      assertEquals(List.of("a/z", "b/x", "m", "n"), names(rest));
      assertEquals(RunStatus.QUEUED, ((StoreItem.OfRun) rest.get(3)).run().status());
    }
  }

  @Test
  @Proves("17.11")
  void export_whileOneThreadWritesInTurn_neverMixesTwoMoments(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    AtomicBoolean over = new AtomicBoolean();
    var writing = CompletableFuture.runAsync(() -> writeInTurn(store, over), time.executor());
    for (int i = 0; i < 200; i++) {
      List<Long> versions =
          store.exported().stream()
              .map(item -> ((StoreItem.OfDocument) item).document().version())
              .toList();
      long first = versions.isEmpty() ? 0 : versions.get(0);
      long second = versions.size() < 2 ? 0 : versions.get(1);
      assertEquals(0, (first - second) >> 1, "a was written before b each time: " + versions);
    }
    over.set(true);
    writing.join();
  }

  private static void writeInTurn(OpenStore store, AtomicBoolean over) {
    for (long version = 0; !over.get(); version++) {
      get(store.documents().write(new DocumentKey("c", "a"), version, text("")));
      get(store.documents().write(new DocumentKey("c", "b"), version, text("")));
    }
  }

  @Test
  @Proves("17.12")
  void restore_beforeItsCommitOrWithoutOne_changesNothing(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    write(store, "a", "old");
    Document added = new Document(new DocumentKey("a", "new"), 7, text("new"));
    try (StoreRestore restore = store.store().restore(StoreRestore.Target.REPLACE)) {
      restore.add(new StoreItem.OfDocument(added));
      assertEquals(List.of("a/old"), names(store.exported()));
      assertThrows(StoreException.class, () -> restore.add(new StoreItem.OfDocument(added)));
    }

    assertEquals(List.of("a/old"), names(store.exported()));
    restore(store, StoreRestore.Target.REPLACE, List.of(new StoreItem.OfDocument(added)));
    assertEquals(List.of("a/new"), names(store.exported()));
    assertEquals(8, get(store.documents().write(added.key(), 7, text("newer"))));
  }

  @Test
  @Proves("17.12")
  void restore_intoAStoreThatIsNotEmpty_isRefusedUnlessItReplaces(VirtualTime time) {
    OpenStore source = OpenStore.on(time);
    write(source, "a", "x");
    source.owned("run");
    List<StoreItem> items = source.exported();
    OpenStore withDocument = OpenStore.on(time);
    write(withDocument, "b", "y");
    OpenStore withRun = OpenStore.on(time);
    withRun.owned("other");
    for (OpenStore store : List.of(withDocument, withRun)) {
      List<String> before = names(store.exported());
      assertThrows(
          StoreException.class, () -> restore(store, StoreRestore.Target.MUST_BE_EMPTY, items));
      assertEquals(before, names(store.exported()));
      restore(store, StoreRestore.Target.REPLACE, items);
      assertEquals(List.of("a/x", "run"), names(store.exported()));
    }
    OpenStore empty = OpenStore.on(time);
    restore(empty, StoreRestore.Target.MUST_BE_EMPTY, items);
    assertEquals(List.of("a/x", "run"), names(empty.exported()));
  }

  @Test
  @Proves({"17.12", "17.14"})
  void restore_intoAStoreWhoseRunsHaveBeenDropped_findsItEmpty(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    store.ended("run");
    time.advance(OpenStore.RETENTION);
    restore(store, StoreRestore.Target.MUST_BE_EMPTY, List.of());

    assertEquals(List.of(), store.exported());
  }

  @Test
  @Proves("17.12")
  void restore_seenWhileItIsCommitted_isThereAsAWhole(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    write(store, "a", "x");
    write(store, "a", "y");
    List<StoreItem> old = store.exported();
    List<StoreItem> other =
        List.of(
            new StoreItem.OfDocument(new Document(new DocumentKey("a", "v"), 1, text(""))),
            new StoreItem.OfDocument(new Document(new DocumentKey("a", "w"), 1, text(""))));
    AtomicBoolean over = new AtomicBoolean();
    var restoring =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                restore(store, StoreRestore.Target.REPLACE, other);
                restore(store, StoreRestore.Target.REPLACE, old);
              }
            },
            time.executor());
    for (int i = 0; i < 1_000; i++) {
      String seen =
          get(store.documents().list("a", Optional.empty(), 10)).items().stream()
              .map(document -> document.key().id())
              .collect(Collectors.joining());
      assertEquals(true, seen.equals("xy") || seen.equals("vw"), seen);
    }
    over.set(true);
    restoring.join();
  }

  @Test
  @Proves("17.13")
  void restoredRun_isOwnedByNobodyAndItsEpochGoesOn(VirtualTime time) {
    OpenStore source = OpenStore.on(time);
    Lease first = source.owned("run");
    get(source.runs().write(RunWrite.step(first, step("s", "x"))));
    get(source.runs().deliver(RunId.of("run"), letter("1", "mail")));
    time.advance(OpenStore.LEASE);
    Lease second = source.claim(OpenStore.OTHER).get(0).lease();
    OpenStore target = OpenStore.on(time);
    restore(target, StoreRestore.Target.MUST_BE_EMPTY, source.exported());

    assertEquals(Optional.empty(), target.find("run").owner());
    assertInstanceOf(
        StaleEpochException.class,
        failure(target.runs().write(RunWrite.step(second, step("late", "x")))));
    assertEquals(List.of(second), target.renew(Duration.ofHours(1), second));
    ClaimedRun claimed = target.claim(OpenStore.NODE).get(0);
    assertEquals(new Lease(RunId.of("run"), OpenStore.NODE, 3), claimed.lease());
    assertEquals(List.of("s=x"), target.journal("run"));
    assertEquals(1, claimed.letters().size());
    assertEquals(1L, get(target.runs().count(RunQuery.all())));
  }

  @Test
  @Proves({"17.9", "17.12"})
  void restoredInbox_decidesWhatIsADuplicate(VirtualTime time) {
    OpenStore store = OpenStore.on(time);
    store.owned("run");
    RunId run = RunId.of("run");
    get(store.runs().deliver(run, letter("before", "mail")));
    List<StoreItem> backup = store.exported();
    get(store.runs().deliver(run, letter("after", "mail")));
    restore(store, StoreRestore.Target.REPLACE, backup);

    assertEquals(Delivery.DUPLICATE, get(store.runs().deliver(run, letter("before", "mail"))));
    assertEquals(Delivery.DELIVERED, get(store.runs().deliver(run, letter("after", "mail"))));
  }
}
