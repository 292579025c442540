package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.ANY_BREACH;
import static io.maestro.testkit.optimization.World.BAD;
import static io.maestro.testkit.optimization.World.GOOD;
import static io.maestro.testkit.optimization.World.SCORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.optimization.Reoptimization;
import io.maestro.optimization.Suppression;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.optimization.Trigger;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunRejectedException.Reason;
import io.maestro.run.RunStatus;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.World.Manner;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LoopTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private World world;
  private StrategyKind<String, String, Integer, String> kind;

  @BeforeEach
  void newWorld(VirtualTime time) {
    world = new World(time);
    kind = world.kind("service", ANY_BREACH);
  }

  private StrategyMaestro start(TestHost host) {
    return start(host, InMemoryStateStore.factory());
  }

  private StrategyMaestro start(TestHost host, StateStoreFactory store) {
    return host.start(builder -> builder.register(kind).store(store));
  }

  private Strategy<Integer> develop(TestHost host, StrategyMaestro maestro, String topic) {
    return host.get(maestro.developStrategy(kind, ResearchTask.on(topic)).result())
        .strategy()
        .orElseThrow();
  }

  /** Starts the loop of a new strategy that ticks every hour. */
  private OptimizationLoop<Integer> loop(TestHost host, StrategyMaestro maestro) {
    return loop(host, maestro, develop(host, maestro, "a").ref());
  }

  private OptimizationLoop<Integer> loop(
      TestHost host, StrategyMaestro maestro, StrategyRef version) {
    var loop = maestro.continuousOptimization(kind, version, LoopOptions.every(HOUR));
    host.get(loop.accepted());
    return loop;
  }

  private static List<OptimizationDecision> decisions(TestHost host, OptimizationLoop<?> loop) {
    return host.get(loop.decisions(0, 1_000)).items();
  }

  private static List<Choice> choices(TestHost host, OptimizationLoop<?> loop) {
    return decisions(host, loop).stream().map(OptimizationDecision::choice).toList();
  }

  private static OptimizationDecision last(TestHost host, OptimizationLoop<?> loop) {
    List<OptimizationDecision> all = decisions(host, loop);
    return all.get(all.size() - 1);
  }

  private static List<Guard> guards(OptimizationDecision decision) {
    return decision.suppressedBy().stream().map(Suppression::guard).toList();
  }

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
  @Proves("11.5")
  void breach_observed_makesANewVersionThatIsJudgedFromThenOn(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).in("wild");
    time.advance(HOUR);
    world.shows(GOOD);
    time.advance(HOUR);

    OptimizationDecision decision = decisions(host, loop).get(0);
    Strategy<Integer> current = host.get(loop.current());
    assertEquals(Choice.OPTIMIZE, decision.choice());
    assertEquals(End.ACCEPTED, decision.result().end());
    assertEquals("service:a@2", current.ref().toString());
    assertEquals(OptionalInt.of(1), current.lineage().parent());
    assertEquals("score >= 0.5, observed 0 on 100 samples", current.lineage().reason());
    assertEquals(
        "OPTIMIZE: score >= 0.5, observed 0 on 100 samples; accepted v2", decision.reason());
    assertEquals("wild", current.lineage().origin().context());
    assertEquals(List.of("service:a@1", "service:a@2"), world.observed());
    assertEquals(
        2,
        host.get(maestro.strategies().find(new StrategyRef("service", "a", 1), Integer.class))
            .orElseThrow()
            .spec(),
        "the former version is as it was");
  }

  @Test
  @Proves("11.24")
  void version_new_isNotHeldToTheBreachOfTheOneBefore(TestHost host, VirtualTime time) {
    var band = Trigger.unless(Threshold.atLeast(SCORE, 0.5)).until(Threshold.atLeast(SCORE, 0.9));
    kind = world.kind("service", Reoptimization.when(band).coolDown(Duration.ZERO));
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR);
    world.shows(Metrics.of(SCORE, 0.7, 100));
    time.advance(HOUR);

    assertEquals(List.of(Choice.OPTIMIZE, Choice.HOLD), choices(host, loop));
  }

  @Test
  @Proves({"11.5", "11.14"})
  void decision_made_isToldToListenersWithTheNewVersion(TestHost host, VirtualTime time) {
    List<String> told = new CopyOnWriteArrayList<>();
    var maestro =
        host.start(
            builder ->
                builder
                    .register(kind)
                    .listener(
                        new MaestroListener() {
                          @Override
                          public void optimizationDecided(OptimizationDecision decision) {
                            told.add(decision.choice().toString());
                          }

                          @Override
                          public void versionChosen(StrategyRef before, StrategyRef chosen) {
                            told.add(before + " > " + chosen);
                          }
                        }));
    loop(host, maestro);
    time.advance(HOUR);
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals(List.of("HOLD", "OPTIMIZE", "service:a@1 > service:a@2"), told);
  }

  @Test
  @Proves("11.9")
  void optimization_withoutABetterVersion_leavesTheCurrentOneAndBeginsTheCoolDown(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofMinutes(90)));
    var loop = loop(host, start(host));
    world.shows(BAD).optimizing(Manner.WORSE).optimizationTakes(Duration.ofMinutes(15));
    time.advance(HOUR.multipliedBy(3));
    world.optimizing(Manner.NOTHING);
    time.advance(HOUR.multipliedBy(2).plusMinutes(20));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(
        List.of(
            Choice.OPTIMIZE,
            Choice.SUPPRESSED,
            Choice.OPTIMIZE,
            Choice.SUPPRESSED,
            Choice.OPTIMIZE),
        all.stream().map(OptimizationDecision::choice).toList());
    assertEquals(
        "SUPPRESSED by COOL_DOWN (until 2026-01-01T02:45:00Z): score >= 0.5, observed 0"
            + " on 100 samples, the breach goes on",
        all.get(1).reason());
    assertEquals("service:a@2", all.get(0).result().version().orElseThrow().toString());
    assertEquals(End.REJECTED, all.get(0).result().end());
    assertEquals(End.CONCLUDED, all.get(4).result().end());
    assertEquals("service:a@1", host.get(loop.memory()).current().toString());
  }

  @Test
  @Proves({"11.9", "11.13"})
  void optimization_thatFails_isRecordedAndCoolsDownAndTheLoopGoesOn(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(DAY));
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).optimizing(Manner.BREAKS);
    time.advance(HOUR.multipliedBy(2));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(End.FAILED, all.get(0).result().end());
    assertTrue(all.get(0).reason().contains("out of memory"), all.get(0).reason());
    assertEquals(List.of(Guard.COOL_DOWN), guards(all.get(1)));
    assertEquals(
        RunStatus.FAILED,
        host.get(maestro.run(RunId.of("improve/service/a/1"), OptimizationDecision.class).info())
            .status());
  }

  @Test
  @Proves("11.13")
  void monitoring_thatFails_isRecordedAndTheLoopGoesOn(TestHost host, VirtualTime time) {
    var loop = loop(host, start(host));
    world.blind(true);
    time.advance(HOUR);
    world.blind(false);
    time.advance(HOUR);

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(List.of(End.FAILED, End.NOTHING_DONE), ends(all));
    assertTrue(all.get(0).reason().contains("nobody answers"), all.get(0).reason());
  }

  private static List<End> ends(List<OptimizationDecision> decisions) {
    return decisions.stream().map(decision -> decision.result().end()).toList();
  }

  @Test
  @Proves("11.13")
  void tick_cancelledInItsOptimization_countsAsAFailedOneAndTheLoopGoesOn(
      TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.coolDown(Duration.ofHours(10)));
    var maestro = start(host);
    var loop = loop(host, maestro);
    world.shows(BAD).optimizationTakes(HOUR.multipliedBy(9));
    time.advance(HOUR.plusMinutes(5));
    host.get(
        maestro
            .run(RunId.of("improve/service/a/1"), OptimizationDecision.class)
            .cancel("too dear"));
    time.advance(HOUR);

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(End.FAILED, all.get(0).result().end());
    assertTrue(all.get(0).reason().contains("too dear"), all.get(0).reason());
    assertEquals(List.of(Guard.COOL_DOWN), guards(all.get(1)));
  }

  @Test
  @Proves("11.10")
  void perDay_used_suppressesUntilADayAfterTheFirst(TestHost host, VirtualTime time) {
    kind = world.kind("service", ANY_BREACH.atMostPerDay(2));
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR.multipliedBy(25));

    List<OptimizationDecision> all = decisions(host, loop);
    assertEquals(List.of(Choice.OPTIMIZE, Choice.OPTIMIZE), choices(host, loop).subList(0, 2));
    assertEquals(List.of(Guard.PER_DAY), guards(all.get(2)));
    assertEquals(List.of(Guard.PER_DAY), guards(all.get(23)));
    assertEquals(Choice.OPTIMIZE, all.get(24).choice(), all.get(24).reason());
  }

  @Test
  @Proves("11.10")
  void atOnce_anotherLoopOptimizes_isSuppressedUntilThatIsOver(TestHost host, VirtualTime time) {
    var maestro = start(host);
    var first = loop(host, maestro, develop(host, maestro, "a").ref());
    time.advance(Duration.ofMinutes(10));
    var second = loop(host, maestro, develop(host, maestro, "b").ref());
    world.shows(BAD).optimizationTakes(Duration.ofMinutes(30));
    time.advance(HOUR.plusMinutes(5));
    world.optimizationTakes(Duration.ZERO);
    time.advance(HOUR);

    assertEquals(Choice.OPTIMIZE, choices(host, first).get(0));
    assertEquals(List.of(Guard.AT_ONCE), guards(decisions(host, second).get(0)));
    assertEquals(Choice.OPTIMIZE, choices(host, second).get(1));
  }

  @Test
  @Proves("11.7")
  void breach_onTooFewSamples_isSuppressedAndSaysSo(TestHost host, VirtualTime time) {
    kind =
        world.kind(
            "service",
            Reoptimization.when(Trigger.unless(Threshold.atLeast(SCORE, 0.5).minSamples(63))));
    var loop = loop(host, start(host));
    world.shows(Metrics.of(SCORE, 0, 10));
    time.advance(HOUR);

    assertEquals(
        "SUPPRESSED by TOO_FEW_SAMPLES: score >= 0.5, observed 0 on 10 of 63 samples",
        last(host, loop).reason());
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

  private OptimizationLoop<Integer> onDemand(
      TestHost host, StrategyMaestro maestro, StrategyRef version) {
    var loop = maestro.continuousOptimization(kind, version, LoopOptions.onDemand());
    host.get(loop.accepted());
    return loop;
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
  @Proves("11.27")
  void monitoring_byDefault_isOfTheLiveReadingIfThereIsOne(TestHost host) {
    kind = world.reporting("service", ANY_BREACH);
    var maestro = start(host);
    var version = develop(host, maestro, "a").ref();
    var loop = onDemand(host, maestro, version);
    OptimizationDecision nothing = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.REHEARSAL, Metrics.of(SCORE, 0.7, 10));
    OptimizationDecision rehearsed = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.LIVE, Metrics.of(SCORE, 0.8, 20));
    OptimizationDecision live = host.get(loop.tickNow());
    execute(host, maestro, version, Mode.REHEARSAL, BAD);
    OptimizationDecision rehearsedLater = host.get(loop.tickNow());

    assertEquals("HOLD: score is missing", nothing.reason());
    assertEquals("HOLD: score >= 0.5, observed 0.7 on 10 samples", rehearsed.reason());
    assertEquals("HOLD: score >= 0.5, observed 0.8 on 20 samples", live.reason());
    assertEquals(live.reason(), rehearsedLater.reason());
  }

  private void execute(
      TestHost host, StrategyMaestro maestro, StrategyRef version, Mode mode, Metrics metrics) {
    world.shows(metrics);
    host.get(maestro.executeStrategy(kind, version, mode).result());
  }

  @Test
  @Proves("11.17")
  void kind_withoutAPolicy_isJudgedByTheSettings(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").primaryMetric(SCORE).build();
    var maestro =
        host.start(
            builder ->
                builder
                    .register(kind)
                    .config(MaestroConfig.builder().performanceThreshold(0.5).build()));
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals(Choice.OPTIMIZE, last(host, loop).choice(), last(host, loop).reason());
  }

  @Test
  @Proves("11.17")
  void kind_withoutAPolicyAndWithoutThresholds_holdsAndSaysWhy(TestHost host, VirtualTime time) {
    kind = world.unfinished("service").build();
    var loop = loop(host, start(host));
    world.shows(BAD);
    time.advance(HOUR);

    assertEquals("HOLD: no trigger", last(host, loop).reason());
    assertEquals(1, world.observed().size(), "what is observed is recorded all the same");
  }

  @Test
  @Proves("11.28")
  void lesson_ofALoop_isNoneOfWhatIsKnownAboutItsKind(TestHost host, VirtualTime time) {
    var maestro = start(host);
    loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);

    var tried = host.get(maestro.knowledge().query(KnowledgeQuery.about("service"))).worked();
    var loops =
        host.get(maestro.knowledge().query(KnowledgeQuery.aboutOptimizing("service"))).worked();
    assertEquals(List.of("2"), names(tried), "what the developments have tried is seen");
    assertEquals(List.of("unless score >= 0.5"), names(loops));
  }

  private static List<String> names(List<Knowledge> known) {
    return known.stream().map(item -> item.subject().name()).toList();
  }

  @Test
  @Proves("11.28")
  void kind_namedAsTheLoopsLessons_isRefused() {
    String refused =
        assertThrows(IllegalArgumentException.class, () -> StrategyKind.named("improve/service"))
            .getMessage();

    assertTrue(refused.contains("can't begin with 'improve/'"), refused);
    StrategyKind.named("improve");
  }

  @Test
  @Proves("11.18")
  void optimization_over_isALessonOnItsTriggerInItsContext(TestHost host, VirtualTime time) {
    var maestro = start(host);
    loop(host, maestro);
    world.shows(BAD).in("wild");
    time.advance(HOUR);
    world.optimizing(Manner.WORSE);
    time.advance(HOUR);

    var known =
        host.get(maestro.knowledge().query(KnowledgeQuery.aboutOptimizing("service").in("wild")))
            .items();
    var lessons =
        known.stream()
            .filter(item -> item.subject().name().equals("unless score >= 0.5"))
            .flatMap(item -> item.evidence().stream())
            .map(evidence -> evidence.stance() + " " + evidence.detail())
            .toList();
    assertEquals(
        List.of(
            "FOR service:a@2 follows service:a@1",
            "AGAINST service:a@2 stays: good: FAIL, score >= 0.5, observed 0"),
        lessons);
  }

  @Test
  @Proves("11.23")
  void lesson_thatCantBeRecorded_isMissedAndTheTickCompletes(TestHost host, VirtualTime time) {
    var maestro =
        host.start(builder -> builder.register(kind).knowledge(context -> new NoKnowledge()));
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR.plusMinutes(5));

    assertEquals(End.ACCEPTED, last(host, loop).result().end());
    assertEquals(
        RunStatus.SUCCEEDED,
        host.get(maestro.run(RunId.of("improve/service/a/1"), OptimizationDecision.class).info())
            .status());
  }

  @Test
  @Proves("11.19")
  void loop_refused_saysWhyInItsFutures(TestHost host, VirtualTime time) {
    var maestro = start(host);
    StrategyRef version = develop(host, maestro, "a").ref();
    var stranger = world.kind("service", ANY_BREACH);

    assertEquals(
        Reason.UNKNOWN_STRATEGY,
        refusal(
            time,
            maestro.continuousOptimization(kind, new StrategyRef("service", "a", 7)).accepted()));
    assertEquals(
        Reason.NOT_REGISTERED,
        refusal(time, maestro.continuousOptimization(stranger, version).accepted()));
    assertThrows(
        IllegalArgumentException.class,
        () -> maestro.continuousOptimization(kind, new StrategyRef("other", "a", 1)));
    var loop = loop(host, maestro, version);
    maestro.close();
    assertEquals(Reason.CLOSED, refusal(time, loop.tickNow()));
    assertEquals(Reason.CLOSED, refusal(time, loop.stop("too late")));
    assertEquals(
        Reason.CLOSED, refusal(time, maestro.continuousOptimization(kind, version).accepted()));
  }

  private static Reason refusal(
      VirtualTime time, java.util.concurrent.CompletableFuture<?> future) {
    return assertInstanceOf(RunRejectedException.class, time.failure(future)).reason();
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
    assertEquals(early.triggers().keySet(), late.triggers().keySet());
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
}
