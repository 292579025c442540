package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.config.MaestroConfig;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.run.RunRejectedException;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop's ticks as runs, its decisions and its memory as documents. */
final class LoopRunsTest extends OnALoop {
  @Test
  @Proves("11.1")
  void twoMaestros_onOneStore_tickOnce(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores);
    var loop = loop(host, first);
    start(host, stores);
    time.advance(HOUR.multipliedBy(3));
    host.get(first.shutdown(HOUR));
    world.shows(BAD);
    time.advance(HOUR.multipliedBy(2));

    var other = loop(host, host.maestro(), new StrategyRef("service", "a", 1));
    assertEquals(5, decisions(host, other).size());
    assertEquals(5, world.observed().size());
    assertEquals(Choice.OPTIMIZE, choices(host, other).get(3));
    assertInstanceOf(RunRejectedException.class, time.failure(loop.memory()));
  }

  @Test
  @Proves("11.4")
  void decisions_afterTheRunsAreDeleted_areStillThere(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    time.advance(DAY);
    host.get(maestro.runs(RunQuery.all()).delete());

    assertEquals(24, decisions(host, loop).size());
    var page = host.get(loop.decisions(20, 3));
    assertTrue(page.more());
    assertEquals(
        List.of(21L, 22L, 23L),
        page.items().stream().map(decision -> decision.tick().number()).toList());
  }

  @Test
  @Proves("11.2")
  void memory_afterManyTicks_isOneDocumentOfTheSameSize(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(DAY.multipliedBy(2));
    LoopMemory early = host.get(loop.memory());
    time.advance(DAY.multipliedBy(20));
    LoopMemory late = host.get(loop.memory());

    assertEquals(early.history().begun().size(), late.history().begun().size());
    assertEquals(early.evidence().triggers().keySet(), late.evidence().triggers().keySet());
    assertEquals(22 * 24, late.ticks());
    assertFalse(late.history().inWork().isPresent());
  }

  @Test
  @Proves("11.1")
  void reservedName_ofATick_isRefusedOnTheBuilder(TestHost host) {
    var mine =
        io.maestro.flow.Workflow.of(
            "improve/service", String.class, String.class, (in, flow) -> in);

    assertThrows(
        io.maestro.config.InvalidConfigException.class,
        () -> host.start(builder -> builder.register(mine)));
  }

  @Test
  @Proves("11.1")
  void strategies_whoseNamesRunTogether_haveLoopsOfTheirOwn(TestHost host, VirtualTime time) {
    var slashed = world.kind("service/a", ANY_BREACH);
    var maestro = host.start(builder -> builder.register(kind).register(slashed));
    var options = RunOptions.defaults();
    host.get(maestro.developStrategy(kind, ResearchTask.on("a/b"), options).result());
    host.get(maestro.developStrategy(slashed, ResearchTask.on("b"), options).result());
    var first = maestro.continuousOptimization(kind, new StrategyRef("service", "a/b", 1));
    var second = maestro.continuousOptimization(slashed, new StrategyRef("service/a", "b", 1));
    time.advance(HOUR.multipliedBy(2));

    assertEquals("service:a/b@1", last(host, first).judged().toString());
    assertEquals("service/a:b@1", last(host, second).judged().toString());
  }

  @Test
  @Proves("11.20")
  void tick_inItsOptimization_holdsNoPermitOfStrategies(TestHost host, VirtualTime time) {
    var maestro =
        host.start(
            builder ->
                builder
                    .register(kind)
                    .config(MaestroConfig.builder().maxConcurrentStrategies(1).build()));
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals(End.ACCEPTED, last(host, loop).result().end());
  }
}
