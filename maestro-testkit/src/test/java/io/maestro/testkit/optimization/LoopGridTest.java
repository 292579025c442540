package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.run.RunQuery;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a loop ticks: on its grid, whatever the node and the wall clock do. */
final class LoopGridTest extends OnALoop {
  @Test
  @Proves({"11.1", "11.4"})
  void loop_threeHours_ticksThriceEachInARunOfItsOwn(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);

    time.advance(HOUR.multipliedBy(3));

    var runs = host.get(maestro.runs(RunQuery.all().workflow("improve/service")).list()).items();
    assertEquals(
        List.of("improve/service/a/1", "improve/service/a/2", "improve/service/a/3"),
        runs.stream().map(run -> run.id().value()).sorted().toList());
    assertEquals(List.of(Choice.HOLD, Choice.HOLD, Choice.HOLD), choices(host, loop));
    assertEquals("HOLD: score >= 0.5, observed 1 on 100 samples", last(host, loop).reason());
  }

  @Test
  @Proves("11.3")
  void node_downForADay_makesOneTickThatSaysHowManyItStandsFor(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores);
    loop(host, first);
    time.advance(HOUR.multipliedBy(2));
    host.get(first.shutdown(HOUR));
    time.advance(DAY.plusMinutes(30));
    var second = start(host, stores);
    time.runUntilIdle();
    var loop = loop(host, second, new StrategyRef("service", "a", 1));

    OptimizationDecision late = last(host, loop);
    assertEquals(3, late.tick().number());
    assertEquals(23, late.tick().missed());
    assertEquals(
        HOUR.dividedBy(2),
        Duration.between(time.now(), host.get(loop.memory()).nextTick().orElseThrow()),
        "the grid stays where it was");
  }

  @Test
  @Proves("11.22")
  void restart_withALoopThatIsOn_ticksWithoutBeingStartedAgain(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores);
    var off = loop(host, first, develop(host, first, "off").ref());
    loop(host, first);
    host.get(off.stop("not this one"));
    host.get(first.shutdown(HOUR));
    start(host, stores);
    time.advance(HOUR.multipliedBy(2));

    assertEquals(List.of("service:a@1", "service:a@1"), world.observed());
  }

  @Test
  @Proves("11.3")
  void tick_thatTakesLongerThanTheInterval_makesThoseThatFellDueOne(
      TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    world.observationTakes(Duration.ofMinutes(150));
    time.advance(HOUR.multipliedBy(6).plusMinutes(1));
    world.observationTakes(Duration.ZERO);
    time.advance(Duration.ofMinutes(150));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(
        List.of(0L, 1L, 2L),
        all.stream().limit(3).map(decision -> decision.tick().missed()).toList());
    assertEquals(world.observed().size(), all.size());
  }

  @Test
  @Proves("11.16")
  void wallClock_goneBack_ticksAgainWithinTwoIntervalsAndKeepsCoolDownsBounded(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofHours(3)));
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR);
    time.jumpWall(Duration.ofDays(-30));
    time.advance(HOUR.multipliedBy(8));

    List<Choice> choices = choices(host, loop);
    assertTrue(choices.size() >= 7, choices.toString());
    assertEquals(Choice.OPTIMIZE, choices.get(0));
    assertEquals(2, choices.stream().skip(1).filter(Choice.OPTIMIZE::equals).count());
  }

  @Test
  @Proves("11.16")
  void wallClock_goneAhead_ticksOnceAndSaysHowMuchWasSkipped(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    time.advance(HOUR);
    time.jumpWall(Duration.ofDays(30));
    time.advance(HOUR.multipliedBy(3));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(4, all.size());
    assertEquals(30 * 24, all.get(1).tick().missed());
    assertEquals(0, all.get(2).tick().missed());
  }

  @Test
  @Proves("11.11")
  void tickNow_betweenTwoTicks_isOneMoreAndLeavesTheGrid(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    time.advance(Duration.ofMinutes(90));

    OptimizationDecision byHand = host.get(loop.tickNow());
    time.advance(Duration.ofMinutes(30));

    assertEquals(2, byHand.tick().number());
    assertEquals(0, byHand.tick().missed());
    assertEquals(3, decisions(host, loop).size());
    assertEquals(
        Duration.ofMinutes(30),
        Duration.between(byHand.tick().at(), last(host, loop).tick().at()),
        "the next one is on the grid");
  }

  @Test
  @Proves("11.11")
  void tickNow_whileATickIsInWork_isThatTick(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    world.observationTakes(Duration.ofMinutes(10));
    time.advance(HOUR.plusMinutes(5));

    OptimizationDecision byHand = host.get(loop.tickNow());

    assertEquals(1, byHand.tick().number());
    assertEquals(1, world.observed().size());
  }
}
