package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.pipeline.ResearchTask;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.DyingStore.When;
import io.maestro.testkit.optimization.World.Manner;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node dies at each single write of a tick; another one goes on. */
final class TickCrashTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final StrategyRef FIRST = new StrategyRef("service", "a", 1);

  /** What is left of a tick: all that must not depend on where a node has died. */
  private record Trace(
      List<String> decisions, String current, long ticks, int begun, long versions, int lessons) {}

  private record Life(Trace trace, int writes, boolean died) {}

  /** Lives through three ticks, the second of which optimizes and dies at a write. */
  private static Life live(Manner manner, int fatalWrite, When when) {
    TestHost host = new TestHost();
    host.leavesRuns();
    try {
      VirtualTime time = host.time();
      World world = new World(time).optimizing(Manner.BETTER);
      var kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofMinutes(90)));
      StateStoreFactory stores = InMemoryStateStore.retained();
      DyingStore dying = new DyingStore(stores);
      var first = host.start(builder -> builder.register(kind).store(dying));
      host.get(first.developStrategy(kind, ResearchTask.on("a")).result());
      host.get(first.continuousOptimization(kind, FIRST, LoopOptions.every(HOUR)).accepted());
      time.advance(HOUR);
      world.shows(BAD).optimizing(manner);
      dying.dieAt(fatalWrite, when);
      time.advance(HOUR);
      boolean died = dying.isDead();
      int writes = dying.writes();
      if (!died) {
        host.get(first.shutdown(Duration.ZERO));
      }
      Trace trace = goOn(host, kind, stores);
      return new Life(trace, writes, died);
    } finally {
      host.close();
    }
  }

  private static Trace goOn(
      TestHost host, StrategyKind<String, String, Integer, String> kind, StateStoreFactory stores) {
    var second = host.start(builder -> builder.register(kind).store(stores));
    host.time().advance(HOUR);
    var loop = second.continuousOptimization(kind, FIRST, LoopOptions.every(HOUR));
    LoopMemory memory = host.get(loop.memory());
    List<OptimizationDecision> decisions = host.get(loop.decisions(0, 10)).items();
    return new Trace(
        decisions.stream().map(TickCrashTest::line).toList(),
        memory.current().toString(),
        memory.ticks(),
        memory.history().begun().size(),
        host.get(second.strategies().list("service", "a", 0, 10)).items().size(),
        host.get(second.knowledge().query(KnowledgeQuery.about("service"))).items().stream()
            .filter(known -> known.subject().name().startsWith("optimize"))
            .mapToInt(known -> known.evidence().size())
            .sum());
  }

  private static String line(OptimizationDecision decision) {
    return decision.tick().number() + " " + decision.choice() + " " + decision.result().end();
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"BETTER", "WORSE", "NOTHING"})
  @Proves({"11.2", "11.21"})
  void node_diesAtAnyWriteOfATick_anotherOneMakesTheSameOfIt(Manner manner) {
    Life straight = live(manner, Integer.MAX_VALUE, When.BEFORE);
    assertTrue(straight.writes() > 10, "a tick writes: " + straight.writes());
    for (int write = 1; write <= straight.writes(); write++) {
      for (When when : When.values()) {
        Life crashed = live(manner, write, when);

        assertTrue(crashed.died(), "at write " + write);
        assertEquals(straight.trace(), crashed.trace(), when + " write " + write);
      }
    }
    System.out.printf(
        "crashes in a tick, %s: %d, all with %s%n",
        manner, 2 * straight.writes(), straight.trace());
  }
}
