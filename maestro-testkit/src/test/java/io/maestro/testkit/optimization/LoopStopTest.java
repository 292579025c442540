package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.GOOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.run.RunQuery;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Stopping a loop, and starting one that was or is there. */
final class LoopStopTest extends OnALoop {
  @Test
  @Proves("11.12")
  void stop_duringATick_letsItEndWithoutOptimizing(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).observationTakes(Duration.ofMinutes(10));
    time.advance(HOUR.plusMinutes(5));

    host.get(loop.stop("enough"));
    time.advance(DAY);

    assertEquals(1, decisions(host, loop).size());
    assertEquals(List.of(Guard.NOT_ALLOWED), guards(last(host, loop)));
    assertTrue(last(host, loop).reason().contains("enough"), last(host, loop).reason());
    assertEquals(1, world.optimizations(), "only the first development");
    assertEquals(Optional.empty(), host.get(loop.memory()).nextTick());
  }

  @Test
  @Proves("11.12")
  void stop_twice_keepsTheFirstReasonAndOneByHandStillLooks(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    host.get(loop.stop("first"));
    host.get(loop.stop("second"));
    world.shows(BAD);

    OptimizationDecision byHand = host.get(loop.tickNow());
    time.advance(DAY);

    assertEquals(Optional.of("first"), host.get(loop.memory()).schedule().stopped());
    assertEquals(List.of(Guard.NOT_ALLOWED), guards(byHand));
    assertEquals(1, decisions(host, loop).size());
  }

  @Test
  @Proves("11.12")
  void start_ofAStoppedLoop_goesOnWithTheVersionPassed(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    time.advance(HOUR);
    host.get(loop.stop("enough"));
    StrategyRef other = develop(host, maestro, "a").ref();
    var again = loop(host, maestro, other);
    time.advance(HOUR);

    assertEquals("service:a@2", last(host, again).judged().toString());
    assertEquals(2, last(host, again).tick().number());
  }

  @Test
  @Proves("11.12")
  void start_whileAStopIsBeingAnswered_ticksOn(TestHost host, VirtualTime time) {
    var store = new LateAnswers(InMemoryStateStore.factory());
    var maestro = start(host, store);
    var loop = loop(host, maestro);
    store.hold();
    var stopped = loop.stop("for a moment");
    time.runUntilIdle();
    CompletableFuture<Void> answers = store.letNewOnesPass();
    loop(host, maestro, host.get(loop.memory()).current());
    answers.complete(null);
    host.get(stopped);
    time.advance(HOUR);

    assertTrue(host.get(loop.memory()).isRunning());
    assertEquals(1, decisions(host, loop).size());
  }

  @Test
  @Proves("11.12")
  void tick_thatFallsJustAfterAStop_isNone(TestHost host, VirtualTime time) {
    var store = new LateAnswers(InMemoryStateStore.factory());
    var loop = loop(host, start(host, store));
    store.holdReads();
    time.advance(HOUR); // the clock learns that the loop is on, later
    CompletableFuture<Void> answers = store.letNewOnesPass();
    host.get(loop.stop("enough"));
    answers.complete(null);
    time.advance(DAY);

    assertEquals(List.of(), world.observed());
    assertEquals(List.of(), decisions(host, loop));
  }

  @Test
  @Proves("11.12")
  void stop_whileATickBegins_waitsForItAndIsNotOvertaken(TestHost host, VirtualTime time) {
    var store = new LateAnswers(InMemoryStateStore.factory());
    var loop = loop(host, start(host, store));
    world.shows(BAD);
    store.hold();
    time.advance(HOUR); // the tick is begun in the memory, and its run is not there yet
    CompletableFuture<Void> answers = store.letNewOnesPass();
    host.get(loop.stop("enough"));
    List<OptimizationDecision> atTheStop = decisions(host, loop);
    answers.complete(null);
    time.advance(DAY);

    assertEquals(List.of(Guard.NOT_ALLOWED), guards(atTheStop.get(0)));
    assertEquals(atTheStop, decisions(host, loop));
    assertEquals(1, world.observed().size());
  }

  @Test
  @Proves("11.15")
  void start_ofALoopThatIsOn_keepsItsVersionAndTakesTheOptions(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);
    world.shows(GOOD);
    var again =
        maestro.continuousOptimization(
            kind,
            new StrategyRef("service", "a", 1),
            LoopOptions.every(Duration.ofMinutes(10)).tag("desk", "x"));
    host.get(again.accepted());
    time.advance(Duration.ofMinutes(20));

    LoopMemory memory = host.get(loop.memory());
    assertEquals("service:a@2", memory.current().toString());
    assertEquals(3, memory.ticks());
    assertEquals(2, host.get(maestro.runs(RunQuery.all().tag("desk", "x")).list()).items().size());
  }

  @Test
  @Proves("11.15")
  void start_twiceAtOnce_isOneLoop(TestHost host, VirtualTime time) {
    var maestro = start(host);
    StrategyRef version = develop(host, maestro, "a").ref();
    var first = maestro.continuousOptimization(kind, version);
    var second = maestro.continuousOptimization(kind, version);
    time.advance(maestro.config().optimizationInterval().multipliedBy(2));

    assertEquals(2, decisions(host, first).size());
    assertEquals(decisions(host, first), decisions(host, second));
  }
}
