package io.maestro.jdbc;

import static io.maestro.jdbc.Opened.end;
import static io.maestro.jdbc.Opened.letter;
import static io.maestro.jdbc.Opened.newRun;
import static io.maestro.jdbc.Opened.release;
import static io.maestro.jdbc.Opened.step;
import static io.maestro.jdbc.Opened.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.Delivery;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.Lease;
import io.maestro.store.RunWrite;
import io.maestro.store.StoreException;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail, and replies that get lost, on a real server. */
final class PostgresFaultTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private FaultySource source;

  @BeforeEach
  void connect() {
    source = new FaultySource(PostgresServer.emptySchema());
  }

  private Opened open(VirtualTime time) {
    return Opened.of(PostgresStateStore.using(source), time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "55P03", "08006", "08003", "57P01", "57P02", "57P03"})
  @Proves("28.11")
  void passingFailure_isTriedAgain(String state, VirtualTime time) {
    try (Opened store = open(time)) {
      Lease lease = store.owned("run", "a");
      for (int times = 0; times < 3; times++) {
        source.failBefore("insert into maestro_steps", state);
      }
      store.get(store.runs().write(RunWrite.step(lease, step("s", "x"))));
      source.failBefore("select epoch", state);
      assertEquals(
          Delivery.DELIVERED, store.get(store.runs().deliver(RunId.of("run"), letter("1", "m"))));
      source.failBefore("commit", state);
      store.create("other");

      assertEquals(0, source.left());
      assertEquals(List.of("s=x"), store.journal("run"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "22021", "42501", "53100", "XX000"})
  @Proves("28.11")
  void lastingFailure_isToldAtOnceWithItsState(String state, VirtualTime time) {
    try (Opened store = open(time)) {
      source.failBefore("insert into maestro_runs", state);
      var failed =
          assertInstanceOf(
              StoreException.class,
              store.failure(store.runs().create(newRun("run", Optional.empty(), Map.of()))));
      String message = String.valueOf(failed.getMessage());

      assertTrue(message.contains(state) && message.contains("run run"), message);
      assertTrue(message.contains("nothing was changed"), message);
      assertEquals(0, source.left());
    }
  }

  @Test
  @Proves("28.11")
  void serverThatStaysAway_isToldAfterABoundedNumberOfTries(VirtualTime time) {
    try (Opened store = open(time)) {
      for (int times = 0; times < 20; times++) {
        source.failBefore("insert into maestro_runs", "08006");
      }
      assertInstanceOf(
          StoreException.class,
          store.failure(store.runs().create(newRun("run", Optional.empty(), Map.of()))));

      assertEquals(10, source.left());
    }
  }

  @Test
  @Proves("28.12")
  void lostReplyToACommit_isSettledAsItWas(VirtualTime time) {
    try (Opened store = open(time)) {
      source.loseReply("commit", "08006");
      var made = store.get(store.runs().create(newRun("run", Optional.of("a"), Map.of())));
      assertTrue(made.isNew());
      Lease lease = Opened.leaseOf(made.run());

      source.loseReply("commit", "08006");
      assertEquals(
          Delivery.DELIVERED,
          store.get(store.runs().deliver(RunId.of("run"), letter("1", "mail"))));
      assertEquals(
          Delivery.DUPLICATE,
          store.get(store.runs().deliver(RunId.of("run"), letter("1", "mail"))));

      source.loseReply("insert into maestro_steps", "08006");
      store.get(store.runs().write(RunWrite.step(lease, step("s", "x"))));
      assertEquals(List.of("s=x"), store.journal("run"));

      source.loseReply("commit", "57P01");
      store.get(store.runs().write(release(lease, Optional.empty(), Set.of("mail"))));
      source.loseReply("with due", "08006");
      List<io.maestro.store.ClaimedRun> claimed = store.claim("b");
      assertEquals(List.of(2L), claimed.stream().map(one -> one.lease().epoch()).toList());

      source.loseReply("commit", "08006");
      store.get(store.runs().write(end(claimed.get(0).lease())));
      assertEquals(
          RunStatus.SUCCEEDED,
          store.get(store.runs().find(RunId.of("run"))).orElseThrow().status());
      assertEquals(0, source.left());
    }
  }

  @Test
  @Proves("28.12")
  void lostReplyToTheCommitOfADocument_isSettledAsItWas(VirtualTime time) {
    DocumentKey key = new DocumentKey("c", "d");
    try (Opened store = open(time)) {
      DocumentStore documents = store.store().documents();
      for (long version = 0; version < 3; version++) {
        source.loseReply("commit", "08006");
        assertEquals(version + 1, store.get(documents.write(key, version, text("v" + version))));
      }
      assertInstanceOf(
          VersionConflictException.class, store.failure(documents.write(key, 0, text("late"))));
      source.loseReply("commit", "08006");
      store.get(documents.delete(key, 3));

      assertEquals(Optional.empty(), store.get(documents.read(key)));
      assertInstanceOf(VersionConflictException.class, store.failure(documents.delete(key, 3)));
    }
  }

  @Test
  @Proves({"1.9", "28.12"})
  void lostReplyToATransaction_isFoundInTheJournalWhenItIsAskedAgain(VirtualTime time)
      throws Exception {
    try (Opened store = open(time)) {
      Lease lease = store.owned("run", "a");
      AtomicInteger runs = new AtomicInteger();
      var transactions = store.store().transactions(Connection.class).orElseThrow();
      source.loseReply("commit", "08006");
      io.maestro.store.StoreTransactions.TransactionCode<Connection> code =
          connection -> {
            runs.incrementAndGet();
            try (Statement statement = connection.createStatement()) {
              statement.execute("create table booked (id integer)");
            }
            return step("s", "x");
          };
      var unknown = assertThrows(StoreException.class, () -> transactions.record(lease, "s", code));
      assertTrue(String.valueOf(unknown.getMessage()).contains("unknown"), unknown.getMessage());

      assertEquals("x", Opened.read(transactions.record(lease, "s", code).value().orElseThrow()));
      assertEquals(1, runs.get());
    }
  }

  @Test
  @Proves("28.7")
  void sixtyFourRunsAtOnce_areWrittenInFewStatements(VirtualTime time) {
    try (Opened store = open(time)) {
      List<Lease> leases = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        leases.add(store.owned("run" + i, "a"));
      }
      AtomicInteger statements = source.count("insert into maestro_steps");
      // The first one is away for a while; what comes meanwhile is done together.
      source.failBefore("insert into maestro_steps", "40001");
      List<CompletableFuture<Void>> writes =
          leases.stream()
              .map(lease -> store.runs().write(RunWrite.step(lease, step("s", "x"))))
              .map(java.util.concurrent.CompletionStage::toCompletableFuture)
              .toList();
      writes.forEach(store::get);

      assertEquals(3, statements.get(), "one that failed, the same again, and all the others");
      leases.forEach(lease -> assertEquals(List.of("s=x"), store.journal(lease.run().value())));
    }
  }

  @Test
  @Proves("28.7")
  void loneWriter_paysOneStatementAndNoChangeOfThreads(VirtualTime time) {
    List<Runnable> handedOver = new ArrayList<>();
    try (Opened store =
        Opened.of(
            PostgresStateStore.using(source),
            time,
            task -> {
              handedOver.add(task);
              time.executor().execute(task);
            })) {
      Lease lease = store.owned("run", "a");
      time.runUntilIdle();
      AtomicInteger statements = source.count("maestro_");
      int commits = source.commits().get();
      handedOver.clear();
      var written = store.runs().write(RunWrite.step(lease, step("s", "x"))).toCompletableFuture();

      assertTrue(written.isDone());
      assertEquals(List.of(), handedOver);
      assertEquals(List.of(1, commits), List.of(statements.get(), source.commits().get()));
    }
  }
}
