package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.ExportRules.document;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.letter;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.request;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Stages.refusal;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.error.ClosedException;
import io.maestro.run.RunQuery;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StoreException;
import io.maestro.store.StoreRestore;
import io.maestro.testkit.Proves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Opening, closing, and callers that are interrupted. */
abstract class LifecycleRules {
  private static final DocumentKey KEY = new DocumentKey("things", "one");

  /**
   * Closing twice is closing once, also when eight do it at once.
   *
   * <p>If this fails, look at what the second close finds of what the first one has ended.
   */
  @Test
  @Proves("17.29")
  void required29_close_twice_isClosingOnce(TckStore store) {
    document(store, "a", "x");
    StateStore closed = store.store();
    Crowd.all(
        store,
        part -> {
          closed.close();
          return part;
        });
    closed.close();
  }

  /**
   * Whatever is asked of a closed store fails with {@link ClosedException}, thrown or in the stage.
   *
   * <p>If this fails, look at calls that would wait for ever for a writer that has ended.
   */
  @Test
  @Proves({"17.29", "9.6"})
  void required29_anything_askedAfterTheClose_isRefused(TckStore store) {
    Lease lease = store.owned("run");
    store.store().close();
    Map<String, Supplier<CompletionStage<?>>> calls = new TreeMap<>();
    calls.put("read", () -> store.documents().read(KEY));
    calls.put("write", () -> store.documents().write(KEY, ABSENT, text("")));
    calls.put("delete", () -> store.documents().delete(KEY, 1));
    calls.put("list", () -> store.documents().list("a", Optional.empty(), 1));
    calls.put("create", () -> store.runs().create(newRun("b", Optional.empty())));
    calls.put("claim", () -> store.runs().claim(request(NODE, 1)));
    calls.put("renew", () -> store.runs().renew(List.of(), Given.LEASE));
    calls.put("write run", () -> store.runs().write(RunWrite.step(lease, step("s", ""))));
    calls.put("deliver", () -> store.runs().deliver(run("run"), letter("1", "in")));
    calls.put("find", () -> store.runs().find(run("run")));
    calls.put("journal", () -> store.runs().journal(run("run")));
    calls.put("query", () -> store.runs().query(RunQuery.all()));
    calls.put("count", () -> store.runs().count(RunQuery.all()));
    calls.put("purge", () -> store.runs().purge(RunQuery.all()));

    calls.forEach(
        (name, call) -> assertInstanceOf(ClosedException.class, refusal(call), name + ": "));
    assertThrows(ClosedException.class, () -> store.store().export().next(), "export");
    assertThrows(
        ClosedException.class,
        () -> {
          try (var restore = store.store().restore(StoreRestore.Target.REPLACE)) {
            restore.commit();
          }
        },
        "restore");
  }

  /**
   * What was accepted before the close is completed by it: none is left open, and what has
   * succeeded is there.
   *
   * <p>If this fails, look at writes that wait for their batch when the writer ends.
   */
  @Test
  @Proves("17.29")
  void required29_close_completesWhatWasAccepted(TckStore store) {
    Lease lease = store.owned("run");
    List<CompletionStage<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add(store.runs().write(RunWrite.step(lease, step("s" + i, ""))));
    }
    store.store().close();
    List<String> done = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      var write = writes.get(i).toCompletableFuture();
      assertTrue(write.isDone(), "write " + i + " is open after the close");
      if (!write.isCompletedExceptionally()) {
        done.add("s" + i + "=");
      }
    }

    assertEquals(writes.size(), done.size(), "how many of the accepted writes were made");
    if (store.can(Capability.DURABLE)) {
      store.open();
      assertEquals(done, store.journal("run"));
    }
  }

  /**
   * A caller that is interrupted gets its answer all the same, stays interrupted, and does no harm
   * to others.
   *
   * <p>If this fails, look at blocking on the caller's thread: an interrupt closes a file channel
   * and breaks a connection's socket.
   */
  @Test
  @Proves("17.30")
  void required30_interruptedCaller_breaksNothingAndStaysInterrupted(TckStore store) {
    Lease lease = store.owned("run");
    for (int i = 0; i < 20; i++) {
      int number = i;
      Thread.currentThread().interrupt();
      boolean kept;
      try {
        get(store.documents().write(KEY, number, text("" + number)));
        get(store.runs().write(RunWrite.step(lease, step("s" + number, ""))));
        get(store.runs().deliver(run("run"), letter("" + number, "in")));
        assertEquals(List.of(), get(store.runs().claim(request(NODE, 1))).runs());
        get(store.runs().find(run("run")));
      } finally {
        kept = Thread.interrupted();
      }
      assertTrue(kept, "the caller's interrupt was lost");
    }

    assertEquals("things/one v20 19", Words.of(get(store.documents().read(KEY)).orElseThrow()));
    assertEquals(20, store.journal("run").size());
    assertEquals(20, store.inbox(lease).size());
  }

  /**
   * Opening the factory a second time gives contents of its own, or the same contents, or is
   * refused with the reason; the first store goes on in any case.
   *
   * <p>A durable store that only one process may open refuses, and opens again once the first was
   * closed.
   *
   * <p>If this fails, look at the lock, and at what a refused opening leaves open or takes away.
   */
  @Test
  @Proves({"17.32", "9.6"})
  void required32_factoryOpenedTwice_neverDisturbsTheFirst(TckStore store) {
    document(store, "a", "x");
    boolean exclusive = store.can(Capability.DURABLE) && !store.can(Capability.NODES);
    if (exclusive) {
      for (int i = 0; i < 3; i++) {
        StoreException refused = assertThrows(StoreException.class, store::openBeside);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.length() > 20, "it is to say who has it open: " + message);
      }
    } else {
      TckStore second = store.seenBy(store.openBeside());
      assertEquals(
          store.can(Capability.NODES) ? List.of("a/x") : List.of(),
          second.names(),
          "what the second one finds");
      second.store().close();
    }
    document(store, "a", "y");

    assertEquals(List.of("a/x", "a/y"), store.names());
    if (store.can(Capability.DURABLE)) {
      store.reopen();
      assertEquals(List.of("a/x", "a/y"), store.names(), "after the first was closed");
    }
  }
}
