package io.maestro.jdbc;

import static io.maestro.jdbc.Opened.letter;
import static io.maestro.jdbc.Opened.release;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.run.RunId;
import io.maestro.store.ClaimedRun;
import io.maestro.store.Lease;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** What nodes that share a database hear of each other. */
final class PostgresSignalsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private final PGSimpleDataSource source = PostgresServer.emptySchema();

  private Opened open(VirtualTime time) throws InterruptedException {
    Opened store = Opened.of(PostgresStateStore.using(source), time);
    assertEquals("work", heard(store)); // it listens
    return store;
  }

  /** Waits in real time, as the server's word takes it. */
  private static String heard(Opened store) throws InterruptedException {
    return String.valueOf(store.signals().poll(20, TimeUnit.SECONDS));
  }

  @Test
  @Proves("28.13")
  void newWorkAndMail_areHeardByTheOtherNodeAndNotByTheirCause(VirtualTime time)
      throws InterruptedException {
    try (Opened one = open(time);
        Opened other = open(time)) {
      one.claim("a");
      other.claim("b");
      one.create("run");
      assertEquals("work", heard(other));
      Lease lease = other.claim("b").get(0).lease();
      one.get(one.runs().deliver(RunId.of("run"), letter("1", "mail")));
      assertEquals("mail run", heard(other));
      other.get(other.runs().deliver(RunId.of("run"), letter("2", "mail"))); // to itself
      other.get(other.runs().write(release(lease, Optional.empty(), Set.of("mail"))));
      assertEquals("work", heard(one));

      assertEquals(List.of(), List.copyOf(other.signals()));
    }
  }

  @Test
  @Proves("28.14")
  void leaseAndDueTime_areTheServersWhateverTheNodesClockSays(VirtualTime time)
      throws InterruptedException {
    VirtualTime elsewhere = VirtualTime.startingAt(VirtualTime.DEFAULT_START);
    elsewhere.jumpWall(Duration.ofDays(3_650));
    try (Opened one = open(time);
        Opened other = open(elsewhere)) {
      Lease lease = one.owned("run", "a");
      elsewhere.advance(Duration.ofHours(1));
      assertEquals(List.of(), other.claim("b"));
      var inAnHour = Optional.of(time.now().plus(Duration.ofHours(1)));
      one.get(one.runs().write(release(lease, inAnHour, Set.of())));

      assertEquals(List.of(), other.claim("b"));
      one.get(one.runs().deliver(RunId.of("run"), letter("1", "$cancel")));
      List<ClaimedRun> claimed = other.claim("b");
      assertEquals(inAnHour, claimed.get(0).run().standing().dueAt());
    } finally {
      elsewhere.close();
    }
  }

  @Test
  @Proves("28.13")
  void listenerThatWasCutOff_listensAgain(VirtualTime time) throws Exception {
    try (Opened one = open(time);
        Opened other = open(time)) {
      try (var connection = source.getConnection();
          var statement = connection.createStatement()) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'");
      }
      Optional<String> heard = Optional.empty();
      for (int looks = 0; heard.isEmpty() && looks < 2_000; looks++) {
        time.advance(Duration.ofSeconds(1)); // its pause before it tries again
        if (looks % 10 == 0) {
          one.create("run" + looks);
        }
        heard = Optional.ofNullable(other.signals().poll(10, TimeUnit.MILLISECONDS));
      }

      assertEquals(Optional.of("work"), heard);
    }
  }
}
