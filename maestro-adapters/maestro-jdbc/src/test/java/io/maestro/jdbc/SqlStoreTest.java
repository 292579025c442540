package io.maestro.jdbc;

import static io.maestro.jdbc.Opened.end;
import static io.maestro.jdbc.Opened.letter;
import static io.maestro.jdbc.Opened.newRun;
import static io.maestro.jdbc.Opened.step;
import static io.maestro.jdbc.Opened.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import io.maestro.run.Failure;
import io.maestro.run.Progress;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.DocumentKey;
import io.maestro.store.DocumentStore;
import io.maestro.store.Lease;
import io.maestro.store.NewRun;
import io.maestro.store.RunWrite;
import io.maestro.store.StaleEpochException;
import io.maestro.store.Standing;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreItem;
import io.maestro.store.StoreTransactions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both databases have to do alike, beyond what every store must. */
final class SqlStoreTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  @TempDir static Path folder;

  enum Database {
    SQLITE {
      @Override
      StateStoreFactory empty() throws IOException {
        return SqliteStateStore.at(Files.createTempDirectory(folder, "db").resolve("run.db"));
      }
    },
    POSTGRES {
      @Override
      StateStoreFactory empty() {
        return PostgresStateStore.using(PostgresServer.emptySchema());
      }
    };

    abstract StateStoreFactory empty() throws IOException;

    Opened open(VirtualTime time) throws IOException {
      return Opened.of(empty(), time);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.6")
  void everyPartOfAStep_comesBackAsItWas(Database database, VirtualTime time) throws IOException {
    Instant precise = Instant.parse("2026-03-04T05:06:07.123456789Z");
    StepRecord odd =
        new StepRecord(
            "a/b[50%25]",
            RecordedStep.Verb.EFFECT,
            RecordedStep.State.PENDING,
            3,
            Optional.of(Payload.none()),
            Optional.of(
                new Failure(
                    Failure.Kind.TIMEOUT, "a", 2, "Odd", "nul \0, \ud800 alone, \ud83d\ude00")),
            Optional.of(Instant.MAX),
            Long.MAX_VALUE,
            precise);
    try (Opened store = database.open(time)) {
      Lease lease = store.owned("run", "a");
      store.get(store.runs().write(RunWrite.step(lease, odd)));
      StepRecord back = store.get(store.runs().journal(RunId.of("run"))).get(0);

      assertEquals(
          List.of(odd.failure(), odd.dueAt(), odd.round(), precise, odd.verb(), odd.state()),
          List.of(
              back.failure(),
              back.dueAt(),
              back.round(),
              back.recordedAt(),
              back.verb(),
              back.state()));
      assertTrue(back.value().orElseThrow().isNone());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.6")
  void everyPartOfARun_comesBackAsItWas(Database database, VirtualTime time) throws IOException {
    Map<String, String> odd = Map.of("k", "v|%'\"\\ \0 \ud83d\ude00", "empty", "");
    NewRun run =
        new NewRun(
            RunId.of("run"),
            "flow",
            text("in"),
            Optional.of(Instant.MIN),
            odd,
            odd,
            Optional.of(new NewRun.ParentCall(RunId.of("parent"), "in|box%")),
            List.of(step("kept", "x")),
            Optional.of("a"),
            Opened.LEASE);
    Standing standing =
        new Standing(
            RunStatus.PAUSED,
            Optional.of(Instant.MAX),
            Set.of("a|b", "%7C"),
            new Progress(1, "p\0", 2, 3, "half"),
            "a sign\0");
    try (Opened store = database.open(time)) {
      Lease lease = Opened.leaseOf(store.get(store.runs().create(run)).run());
      store.get(store.runs().deliver(run.id(), letter("1", "%7C")));
      store.get(
          store
              .runs()
              .write(
                  new RunWrite(
                      lease,
                      List.of(),
                      List.of(),
                      List.of(),
                      List.of(),
                      Optional.of(standing),
                      Optional.empty(),
                      RunWrite.Ownership.RELEASE)));
      var back = store.claim("b").get(0);

      assertEquals(
          List.of(run.deadline(), odd, odd, run.parent(), standing),
          List.of(
              back.run().deadline(),
              back.run().tags(),
              back.run().context(),
              back.run().parent(),
              back.run().standing()));
      assertEquals("%7C", back.letters().get(0).inbox());
      assertEquals(List.of("kept"), back.journal().stream().map(StepRecord::path).toList());
      var byTag = RunQuery.all().tag("k", String.valueOf(odd.get("k")));
      assertEquals(1L, store.get(store.runs().count(byTag)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.6")
  void bytesOfAnUnknownCodec_areKept(Database database, VirtualTime time) throws IOException {
    var foreign = new EncodedPayload("other", "Odd Type<a b>", 7, new byte[] {0, -1, 65});
    DocumentKey key = new DocumentKey("c", "d");
    try (Opened store = database.open(time)) {
      store.get(store.store().documents().write(key, DocumentStore.ABSENT, Payload.of(foreign)));
      var back = store.get(store.store().documents().read(key)).orElseThrow();

      assertEquals(foreign, back.content().encoded(store.store().defaultCodec()));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.7")
  void refusedWrites_amongManyAtOnce_failAlone(Database database, VirtualTime time)
      throws IOException {
    try (Opened store = database.open(time)) {
      List<CompletableFuture<Void>> good = new ArrayList<>();
      List<CompletableFuture<Void>> stale = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Lease lease = store.owned("run" + i, "a");
        Lease old = new Lease(lease.run(), "a", lease.epoch() + 1);
        int number = i;
        (i % 2 == 0 ? good : stale)
            .add(
                CompletableFuture.supplyAsync(
                        () ->
                            store
                                .runs()
                                .write(
                                    RunWrite.step(
                                        number % 2 == 0 ? lease : old, step("s", "" + number))),
                        time.executor())
                    .thenCompose(written -> written));
      }

      good.forEach(store::get);
      stale.forEach(write -> assertInstanceOf(StaleEpochException.class, store.failure(write)));
      assertEquals(List.of("s=2"), store.journal("run2"));
      assertEquals(List.of(), store.journal("run3"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.8")
  void endedRuns_moreThanABatch_goWhenTheirRetentionHasPassed(Database database, VirtualTime time)
      throws Exception {
    StateStoreFactory factory = database.empty();
    try (Opened store = Opened.of(factory, time)) {
      List<CompletableFuture<?>> written = new ArrayList<>();
      for (int i = 0; i < 1_200; i++) {
        NewRun run = newRun("run" + i, Optional.of("a"), Map.of("k", "v"));
        written.add(
            store
                .runs()
                .create(run)
                .thenCompose(made -> store.runs().write(end(Opened.leaseOf(made.run()))))
                .toCompletableFuture());
      }
      written.forEach(store::get);
      store.owned("live", "a");

      assertEquals(1_000, store.get(store.runs().purge(RunQuery.all().limit(1_000))));
      assertEquals(201L, store.get(store.runs().count(RunQuery.all())));
      assertEquals(200, store.get(store.runs().purge(RunQuery.all().tag("k", "v").limit(1_000))));
      assertEquals(0L, store.get(store.runs().count(RunQuery.all().tag("k", "v"))));
      assertEquals(1L, store.get(store.runs().count(RunQuery.all())));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.9")
  void exportWhileManyWrite_isOfOneMoment(Database database, VirtualTime time) throws IOException {
    try (Opened store = database.open(time)) {
      DocumentStore documents = store.store().documents();
      for (int i = 0; i < 250; i++) {
        store.get(documents.write(new DocumentKey("c", "d" + i), 0, text("0")));
      }
      for (int i = 0; i < 150; i++) {
        store.owned("run" + i, "a");
      }
      List<StoreItem> items = new ArrayList<>();
      try (var export = store.store().export()) {
        for (var item = export.next(); item.isPresent(); item = export.next()) {
          items.add(item.get());
          if (items.size() % 100 == 1) {
            for (int i = 0; i < 250; i += 10) {
              var key = new DocumentKey("c", "d" + i);
              long version = store.get(documents.read(key)).orElseThrow().version();
              store.get(documents.write(key, version, text("later")));
            }
            store.owned("later" + items.size(), "a");
          }
        }
      }

      assertEquals(400, items.size());
      assertTrue(
          items.stream()
              .filter(StoreItem.OfDocument.class::isInstance)
              .allMatch(item -> ((StoreItem.OfDocument) item).document().version() == 1));
    }
  }

  private static StoreTransactions<Connection> transactions(Opened store) {
    return store.store().transactions(Connection.class).orElseThrow();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int bookings(Opened store, Lease lease) throws Exception {
    int[] found = {0};
    StepRecord asked =
        transactions(store)
            .record(
                lease,
                "count" + System.nanoTime(),
                connection -> {
                  try (Statement statement = connection.createStatement();
                      ResultSet rows = statement.executeQuery("select count(*) from bookings")) {
                    rows.next();
                    found[0] = rows.getInt(1);
                  }
                  return step("counted", "x");
                });
    assertEquals("counted", asked.path());
    return found[0];
  }

  @ParameterizedTest
  @EnumSource
  @Proves({"1.9", "28.10"})
  void transaction_commitsTheHostsRowsAndTheStepTogetherOrNeither(
      Database database, VirtualTime time) throws Exception {
    try (Opened store = database.open(time)) {
      Lease lease = store.owned("run", "a");
      var transactions = transactions(store);
      transactions.record(
          lease,
          "table",
          connection -> {
            execute(connection, "create table bookings (id integer primary key)");
            return step("table", "x");
          });
      var failure =
          assertThrows(
              IOException.class,
              () ->
                  transactions.record(
                      lease,
                      "failing",
                      connection -> {
                        execute(connection, "insert into bookings values (1)");
                        throw new IOException("the host's own");
                      }));
      assertEquals("the host's own", failure.getMessage());
      for (int twice = 0; twice < 2; twice++) {
        transactions.record(
            lease,
            "booking",
            connection -> {
              execute(connection, "insert into bookings values (2)");
              return step("booking", "booked");
            });
      }
      Lease stale = new Lease(lease.run(), "b", lease.epoch() + 1);
      assertThrows(
          StaleEpochException.class,
          () ->
              transactions.record(
                  stale,
                  "stale",
                  connection -> {
                    execute(connection, "insert into bookings values (3)");
                    return step("stale", "x");
                  }));

      assertEquals(1, bookings(store, lease));
      assertEquals(List.of("table=x", "booking=booked", "counted=x"), store.journal("run"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Proves("28.10")
  void connectionOfATransaction_refusesToEndItAndIsDeadAfterwards(
      Database database, VirtualTime time) throws Exception {
    try (Opened store = database.open(time)) {
      Lease lease = store.owned("run", "a");
      Connection[] kept = new Connection[1];
      transactions(store)
          .record(
              lease,
              "s",
              connection -> {
                kept[0] = connection;
                assertThrows(SQLException.class, connection::commit);
                assertThrows(SQLException.class, connection::rollback);
                assertThrows(SQLException.class, connection::close);
                assertThrows(SQLException.class, () -> connection.setAutoCommit(true));
                try (Statement statement = connection.createStatement()) {
                  assertNotEquals(null, statement);
                  assertThrows(SQLException.class, () -> statement.getConnection().commit());
                }
                return step("s", "x");
              });

      assertThrows(SQLException.class, kept[0]::createStatement);
      assertEquals(List.of("s=x"), store.journal("run"));
    }
  }
}
