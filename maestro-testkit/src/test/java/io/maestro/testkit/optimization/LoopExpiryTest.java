package io.maestro.testkit.optimization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.log.LogLine;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Trigger;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop does about reports that expire. */
final class LoopExpiryTest extends OnALoop {
  private static final Reoptimization RENEWED =
      Reoptimization.when(Trigger.beforeExpiry(DAY.multipliedBy(2))).coolDown(Duration.ZERO);

  @Test
  @Proves("11.29")
  void report_aboutToExpire_isFollowedByANewVersionsInTime(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").validFor(DAY.multipliedBy(10)).reoptimize(RENEWED).build();
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = maestro.continuousOptimization(kind, version, LoopOptions.every(DAY));
    time.advance(DAY.multipliedBy(25));

    assertEquals(3, choices(host, loop).stream().filter(Choice.OPTIMIZE::equals).count());
    assertEquals(Choice.OPTIMIZE, choices(host, loop).get(7), "on the eighth day");
    assertEquals(
        "OPTIMIZE: its report expires at 2026-01-11T00:00:00Z; accepted v2",
        decisions(host, loop).get(7).reason());
    var current = host.get(loop.memory()).current();
    assertInstanceOf(
        Execution.Completed.class,
        host.get(maestro.executeStrategy(kind, current, Mode.LIVE).result()));
    assertEquals(List.of(), host.log().messages(LogLine.Level.WARN));
  }

  @Test
  @Proves("11.30")
  void report_thatExpiresBeforeTheNextTick_isWarnedOfOnce(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").validFor(HOUR.multipliedBy(36).plusMinutes(30)).build();
    var loop = loop(host, start(host));
    time.advance(HOUR.multipliedBy(35));
    List<String> before = host.log().messages(LogLine.Level.WARN);
    time.advance(HOUR);
    List<String> warned = host.log().messages(LogLine.Level.WARN);
    host.get(loop.tickNow());
    time.advance(DAY.multipliedBy(3));

    assertEquals(List.of(), before);
    assertEquals(
        List.of(
            "the report of service:a@1 expires before the next tick, at 2026-01-02T12:30:00Z;"
                + " from then on LIVE is denied. Trigger.beforeExpiry makes a new version in time"),
        warned);
    assertEquals(warned, host.log().messages(LogLine.Level.WARN));
  }

  @Test
  @Proves("11.30")
  void report_validForLessThanAnInterval_isWarnedOfWithEachNewVersion(
      TestHost host, VirtualTime time) {
    kind =
        world
            .unfinished("service")
            .validFor(Duration.ofMinutes(30))
            .reoptimize(World.ANY_BREACH)
            .build();
    loop(host, start(host));
    world.shows(World.BAD);
    time.advance(HOUR.multipliedBy(2));

    List<String> warned = host.log().messages(LogLine.Level.WARN);
    assertEquals(2, warned.size(), warned.toString());
    assertTrue(warned.get(1).contains("service:a@3 expires before the next tick"), warned.get(1));
  }

  @Test
  @Proves("11.30")
  void report_ofAVersionMadeByHand_isWarnedOfThen(TestHost host, VirtualTime time) {
    kind =
        world
            .unfinished("service")
            .validFor(Duration.ofMinutes(30))
            .reoptimize(World.ANY_BREACH)
            .build();
    var loop = loop(host, start(host));
    time.advance(HOUR.plusMinutes(15));
    world.shows(World.BAD);
    host.get(loop.tickNow());

    List<String> warned = host.log().messages(LogLine.Level.WARN);
    assertEquals(2, warned.size(), warned.toString());
    assertTrue(warned.get(1).contains("service:a@2 expires before the next tick"), warned.get(1));
  }

  @Test
  @Proves("11.30")
  void report_expiredWhileTheNodeWasDown_isWarnedOfByTheFirstTick(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").validFor(HOUR.multipliedBy(5)).build();
    var stores = io.maestro.core.memory.InMemoryStateStore.retained();
    var first = start(host, stores);
    loop(host, first);
    time.advance(HOUR.multipliedBy(2));
    host.get(first.shutdown(HOUR));
    time.advance(DAY);
    start(host, stores);
    time.advance(HOUR.multipliedBy(3));

    List<String> warned = host.log().messages(LogLine.Level.WARN);
    assertEquals(1, warned.size(), warned.toString());
    assertTrue(warned.get(0).contains("a@1 expired at 2026-01-01T05:00:00Z"), warned.get(0));
  }

  @Test
  @Proves("11.8")
  void policy_thatWouldRenewForEver_isRefused() {
    var never = world.unfinished("service").reoptimize(RENEWED).validFor(DAY.multipliedBy(2));

    String refused = assertThrows(IllegalArgumentException.class, never::build).getMessage();
    assertTrue(refused.contains("'report expires within PT48H' would always fire"), refused);
  }
}
