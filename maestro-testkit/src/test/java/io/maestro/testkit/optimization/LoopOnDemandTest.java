package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.BAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.run.RunId;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loops that tick only by hand. */
final class LoopOnDemandTest extends OnALoop {
  @Test
  @Proves("11.26")
  void onDemand_forADay_ticksOnlyByHandAndSaysSo(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores);
    var loop = onDemand(host, first, develop(host, first, "a").ref());
    time.advance(DAY);
    host.get(loop.tickNow());
    host.get(first.shutdown(HOUR));
    start(host, stores);
    time.advance(DAY);
    var again = onDemand(host, host.maestro(), new StrategyRef("service", "a", 1));
    OptimizationDecision last = host.get(again.tickNow());

    LoopMemory memory = host.get(again.memory());
    assertEquals(2, decisions(host, again).size());
    assertEquals(2, last.tick().number());
    assertEquals(0, last.tick().missed());
    assertEquals(Optional.empty(), memory.nextTick());
    assertTrue(memory.isOnDemand() && memory.isRunning());
  }

  @Test
  @Proves("11.26")
  void onDemand_started_setsNoTimer(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = onDemand(host, maestro, develop(host, maestro, "a").ref());
    host.get(loop.tickNow());
    time.runUntilIdle();
    List<String> onDemand = time.pendingTimers();
    loop(host, maestro, new StrategyRef("service", "a", 1));
    time.runUntilIdle();

    assertTrue(onDemand.stream().noneMatch(timer -> timer.contains("tick of")), "" + onDemand);
    assertTrue(time.pendingTimers().stream().anyMatch(timer -> timer.contains("tick of")));
  }

  @Test
  @Proves("11.26")
  void onDemand_givenAnIntervalAndBack_ticksByTheClockOnlyMeanwhile(
      TestHost host, VirtualTime time) {
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    onDemand(host, maestro, version);
    time.advance(DAY);
    var loop = loop(host, maestro, version);
    time.advance(HOUR.multipliedBy(3));
    onDemand(host, maestro, version);
    time.advance(DAY);

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(3, all.size());
    assertTrue(all.stream().allMatch(decision -> decision.tick().missed() == 0));
  }

  @Test
  @Proves({"11.12", "11.26"})
  void onDemand_stopped_ticksByHandAndNeverOptimizes(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = onDemand(host, maestro, develop(host, maestro, "a").ref());
    world.shows(BAD);
    host.get(loop.stop("enough"));

    assertEquals(List.of(Guard.NOT_ALLOWED), guards(host.get(loop.tickNow())));
    assertTrue(host.get(loop.memory()).isOnDemand());
  }

  @Test
  @Proves({"11.13", "11.26"})
  void onDemand_tickCancelled_isRecordedAndTheNextOneIsAnother(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores);
    var loop = onDemand(host, first, develop(host, first, "a").ref());
    world.observationTakes(HOUR);
    var tick = loop.tickNow();
    time.advance(Duration.ofMinutes(1));
    var run = first.run(RunId.of("improve/service/a/1"), OptimizationDecision.class);
    host.get(run.cancel("not now"));

    assertEquals(End.FAILED, host.get(tick).result().end());
    world.observationTakes(Duration.ZERO);
    assertEquals(2, host.get(loop.tickNow()).tick().number());
  }
}
