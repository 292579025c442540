package io.maestro.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.store.StateStoreFactory;
import io.maestro.store.StoreException;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong between a maestro and its store, when it was told to. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class FaultsTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final StoreException full = new StoreException("the disk is full", null);

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final StateStoreFactory store = InMemoryStateStore.retained();
  private final Workflow<String, String> flow =
      Workflow.of(
          "flow",
          String.class,
          String.class,
          (in, flow) -> {
            flow.run("one", step -> ran.add("one " + step.attempt()));
            flow.run("two", step -> ran.add("two " + step.attempt()));
            return "done";
          });

  private StrategyMaestro maestro(TestHost host, StateStoreFactory on) {
    return host.start(builder -> builder.store(on).register(flow));
  }

  private Run<String> start(TestHost host, Faults faults) {
    return maestro(host, faults.on(store)).start(flow, "", RunOptions.named("run"));
  }

  @Test
  @Proves({"18.8", "1.8"})
  void throwing_beforeARecord_isWrittenAgainAndNotRunAgain(
      TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.BEFORE_RECORD).hit(2).throwing(full);
    Run<String> run = start(host, faults);

    assertEquals("done", host.get(run.result()));
    assertEquals(List.of("one 1", "two 1"), ran);
    assertEquals(3, faults.hits(Point.BEFORE_RECORD));
    assertEquals(2, faults.hits(Point.AFTER_RECORD));
    assertEquals(Duration.ofSeconds(1), Duration.between(VirtualTime.DEFAULT_START, time.now()));
  }

  @Test
  @Proves({"18.8", "1.1"})
  void losingTheReply_ofARecord_isWrittenAgainAndNotRunAgain(TestHost host, Faults faults) {
    faults.at(Point.AFTER_RECORD).losingTheReply();
    Run<String> run = start(host, faults);

    assertEquals("done", host.get(run.result()));
    assertEquals(List.of("one 1", "two 1"), ran);
  }

  @Test
  @Proves({"18.8", "1.3", "1.5"})
  void crash_beforeARecord_letsAnotherNodeRunTheStepAgain(
      TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.BEFORE_RECORD).hit(2).crash();
    start(host, faults);
    time.runUntilIdle();
    Run<String> run = maestro(host, store).run(RunId.of("run"), String.class);
    time.advance(Duration.ofSeconds(20));

    assertTrue(faults.hasCrashed());
    assertEquals("done", host.get(run.result()));
    assertEquals(List.of("one 1", "two 1", "two 2"), ran);
  }

  @Test
  @Proves({"18.8", "1.1"})
  void crash_afterARecord_letsAnotherNodeGoOnAfterIt(
      TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.AFTER_RECORD).crash();
    start(host, faults);
    time.runUntilIdle();
    Run<String> run = maestro(host, store).run(RunId.of("run"), String.class);
    time.advance(Duration.ofSeconds(20));

    assertEquals("done", host.get(run.result()));
    assertEquals(List.of("one 1", "two 2"), ran);
  }

  @Test
  @Proves("18.8")
  void delay_isOnTheClockOfTheMaestro(TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.BEFORE_CREATE).delay(Duration.ofSeconds(3));
    faults.at(Point.AFTER_RECORD).delay(Duration.ofSeconds(4));
    Run<String> run = start(host, faults);
    time.advance(Duration.ofSeconds(2));
    assertEquals(List.of(), ran);
    host.get(run.result());

    assertEquals(Duration.ofSeconds(7), Duration.between(VirtualTime.DEFAULT_START, time.now()));
  }

  @Test
  @Proves({"18.8", "3.2", "3.8"})
  void hang_goesThroughLateWhenItIsThawed(TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.BEFORE_RECORD).hang();
    start(host, faults);
    time.advance(Duration.ofSeconds(4));
    assertEquals(List.of("one 1"), ran);
    faults.thaw();
    time.runUntilIdle();

    assertEquals(List.of("one 1", "two 1"), ran);
  }

  @Test
  @Proves({"18.8", "3.12", "1.1"})
  void grant_thatIsAnsweredAfterItsLease_isNotWorkedOn(
      TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.AFTER_CREATE).delay(Duration.ofSeconds(30));
    Run<String> run = start(host, faults);
    time.advance(Duration.ofSeconds(31));

    assertEquals("done", host.get(run.result()));
    assertEquals(List.of("one 2", "two 1"), ran);
    assertTrue(
        host.listener().problems().stream()
            .anyMatch(problem -> problem.where().equals("run run was given to this node too late")),
        () -> host.listener().problems().toString());
  }

  @Test
  @Proves({"18.8", "3.13"})
  void reply_thatIsLostWhereNobodyElseLooks_isMadeUpForWhenTheLeaseIsOver(
      TestHost host, Faults faults, VirtualTime time) {
    faults.at(Point.AFTER_CREATE).losingTheReply();
    StrategyMaestro alone = maestro(host, faults.on(InMemoryStateStore.factory()));
    Run<String> run = alone.start(flow, "", RunOptions.named("run"));
    assertInstanceOf(StoreException.class, time.failure(run.accepted()));
    time.advance(Duration.ofSeconds(15));

    assertEquals("done", host.get(alone.run(RunId.of("run"), String.class).result()));
    assertEquals(List.of("one 2", "two 1"), ran);
  }

  @Test
  @Proves("18.8")
  void cutOff_failsEverythingUntilItIsHealed(TestHost host, Faults faults, VirtualTime time) {
    StrategyMaestro maestro = maestro(host, faults.on(store));
    time.runUntilIdle();
    faults.cutOff();
    Run<String> refused = maestro.start(flow, "", RunOptions.named("run"));
    assertInstanceOf(StoreException.class, time.failure(refused.accepted()));
    faults.heal();

    assertEquals("done", host.get(maestro.start(flow, "", RunOptions.named("run")).result()));
  }

  @Test
  @Proves("18.8")
  void hits_canBeEveryNthTheFirstOnesOrDrawnByASeed(TestHost host, Faults faults) {
    faults.at(Point.BEFORE_RECORD).firstHits(2).throwing(full);
    faults.at(Point.BEFORE_END).every(1).delay(Duration.ofMillis(1));
    faults.at(Point.before()).random(7, 0.5).delay(Duration.ofMillis(1));
    faults.at(Point.BEFORE_CLAIM, Point.BEFORE_CREATE).fromNow().delay(Duration.ofMillis(1));

    assertEquals("done", host.get(start(host, faults).result()));
    assertEquals(4, faults.hits(Point.BEFORE_RECORD));
    faults.assertAllFired();
  }

  @Test
  @Proves("18.8")
  void epochAndWrites_areTold(TestHost host, Faults faults) {
    AtomicInteger written = new AtomicInteger();
    faults.whenDone(write -> written.incrementAndGet());
    host.get(start(host, faults).result());

    assertEquals(OptionalLong.of(1), faults.epochOf(RunId.of("run")));
    assertEquals(OptionalLong.empty(), faults.epochOf(RunId.of("another")));
    assertEquals(3, written.get());
  }

  @Test
  @Proves("18.8")
  void fault_thatNeverHappened_isNamed() {
    Faults faults = new Faults();
    faults.at(Point.AFTER_DELIVER).hit(3).crash();

    var unfired = assertThrows(AssertionError.class, faults::assertAllFired);
    assertEquals(
        "faults that never happened: [crash at [AFTER_DELIVER], hit 3 (reached 0 times)]",
        unfired.getMessage());
    faults.clear();
    assertEquals(1, faults.unfired().size());
  }

  @Test
  @Proves({"18.4", "18.8"})
  void fault_thatNeverHappened_isLeftByTheTest() {
    TestHost host = new TestHost();
    host.faults().at(Point.AFTER_DELIVER).crash();

    assertEquals(
        List.of("a fault that never happened: crash at [AFTER_DELIVER], hit 1 (reached 0 times)"),
        host.close());
  }

  @Test
  @Proves("18.8")
  void plan_thatMakesNoSense_isRefused() {
    Faults faults = new Faults();

    assertThrows(IllegalArgumentException.class, () -> faults.at(Set.of()));
    FaultPlan plan = faults.at(Point.BEFORE_END);
    assertThrows(IllegalArgumentException.class, () -> plan.hit(0));
    assertThrows(IllegalArgumentException.class, () -> plan.random(1, 0));
    assertThrows(IllegalArgumentException.class, () -> plan.delay(Duration.ofMillis(-1)));
    assertThrows(IllegalArgumentException.class, plan::losingTheReply);
    assertFalse(faults.hasCrashed());
    assertEquals(List.of(), faults.unfired());
  }
}
