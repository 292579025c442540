package io.maestro.testkit.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.StalledException;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class VirtualTimeTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Duration passed(VirtualTime time) {
    return Duration.between(VirtualTime.DEFAULT_START, time.now());
  }

  @Test
  @Proves("18.1")
  void advance_doesEachThingAtItsTimeAndWhatItSetsOff(VirtualTime time) {
    List<String> done = new CopyOnWriteArrayList<>();
    time.schedule(Duration.ofSeconds(3), () -> done.add("third " + passed(time)), "third");
    time.schedule(
        Duration.ofSeconds(1),
        () -> {
          done.add("first " + passed(time));
          time.schedule(Duration.ofSeconds(1), () -> done.add("second " + passed(time)), "second");
        },
        "first");
    time.schedule(Duration.ofSeconds(11), () -> done.add("too late"), "late").cancel();
    var later = time.schedule(Duration.ofMinutes(1), () -> done.add("later"), "later");
    time.runUntilIdle();
    assertEquals(List.of(), done);
    time.advance(Duration.ofSeconds(30));

    assertEquals(List.of("first PT1S", "second PT2S", "third PT3S"), done);
    assertEquals(Duration.ofSeconds(30), passed(time));
    assertEquals(Duration.ofSeconds(30).toNanos(), time.nanos());
    assertEquals(List.of("later"), time.pendingTimers());
    later.cancel();
  }

  @Test
  @Proves("18.1")
  void advance_whileWorkIsDone_waitsForIt(VirtualTime time) {
    List<Instant> seen = new CopyOnWriteArrayList<>();
    time.executor()
        .execute(
            () -> {
              try {
                for (int i = 0; i < 1_000; i++) {
                  time.pass(Duration.ofDays(1));
                  seen.add(time.now());
                }
              } catch (InterruptedException stopped) {
                seen.clear();
              }
            });
    time.advance(Duration.ofDays(999));
    assertEquals(999, seen.size());
    time.advance(Duration.ofDays(1));

    assertEquals(VirtualTime.DEFAULT_START.plus(Duration.ofDays(1_000)), seen.get(999));
  }

  @Test
  @Proves("18.2")
  void jumpWall_movesTheWallClockAndNoTimer(VirtualTime time) {
    List<String> done = new CopyOnWriteArrayList<>();
    time.schedule(Duration.ofSeconds(10), () -> done.add("done"), "timer");
    time.jumpWall(Duration.ofDays(10));
    time.runUntilIdle();
    assertEquals(List.of(), done);
    assertEquals(Duration.ofDays(10), passed(time));
    assertEquals(0, time.nanos());
    time.jumpWall(Duration.ofDays(-30));
    time.advance(Duration.ofSeconds(10));

    assertEquals(List.of("done"), done);
    assertEquals(Duration.ofDays(-20).plusSeconds(10), passed(time));
  }

  @Test
  @Proves("18.5")
  void await_whatCanNotHappenAnyMore_namesWhatWaits(VirtualTime time) throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    var nothing = assertThrows(StalledException.class, () -> time.await(never));
    assertTrue(nothing.getMessage().contains("nothing waits"), nothing.getMessage());
    CompletableFuture<String> other = new CompletableFuture<>();
    CompletableFuture<String> waiter =
        CompletableFuture.supplyAsync(() -> time.get(other), time.executor());
    var stalled = assertThrows(StalledException.class, () -> time.await(never));

    assertTrue(stalled.getMessage().contains("maestro-virtual"), stalled.getMessage());
    assertTrue(stalled.getMessage().contains("VirtualTimeTest"), stalled.getMessage());
    other.complete("x");
    assertEquals("x", time.await(waiter));
  }
}
