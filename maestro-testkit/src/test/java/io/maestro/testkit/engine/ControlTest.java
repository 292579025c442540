package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.run.Progress;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunStatus;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class ControlTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static Workflow<String, String> sleeper(AtomicInteger entries) {
    return flow(
        (in, flow) -> {
          entries.incrementAndGet();
          flow.sleep("night", Duration.ofHours(1));
          flow.run("work", step -> {});
          flow.sleep("rest", Duration.ofHours(1));
          return "ok";
        });
  }

  @Test
  @Proves("5.1")
  void cancel_whileWaiting_endsTheRunAtOnce(TestHost host, VirtualTime time) {
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    time.advance(Duration.ofMinutes(1));

    host.get(run.cancel("enough"));

    assertEquals("CANCELLED enough", end(host, run));
    assertTrue(time.now().isBefore(VirtualTime.DEFAULT_START.plus(Duration.ofMinutes(2))));
  }

  @Test
  @Proves("3.6")
  void cancel_twiceAndAfterTheEnd_changesNothing(TestHost host, VirtualTime time) {
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    host.get(run.cancel("first"));
    host.get(run.cancel("second"));

    assertEquals("CANCELLED first", end(host, run));
    host.get(run.cancel("third"));
    time.runUntilIdle();

    assertEquals("CANCELLED first", end(host, run));
    assertEquals(1, host.listener().ended().size());
  }

  @Test
  @Proves("5.1")
  void cancel_inARunningStep_cancelsTheTokenThenInterrupts(TestHost host, VirtualTime time) {
    List<String> seen = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.step(
                    "work",
                    String.class,
                    step -> {
                      try {
                        time.pass(Duration.ofDays(1));
                      } catch (InterruptedException interrupted) {
                        seen.add("interrupted, token " + step.isCancelled());
                        throw interrupted;
                      }
                      return "never";
                    }));
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();

    run.cancel("enough");

    assertEquals("CANCELLED enough", end(host, run));
    assertEquals(List.of("interrupted, token true"), seen);
    assertEquals(List.of(), Flows.journal(host, run.id()));
  }

  @Test
  @Proves("5.11")
  void cancel_ofAStepThatIgnoresEverything_endsAfterTheGracePeriod(
      TestHost host, VirtualTime time) {
    CompletableFuture<Void> release = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("stubborn", step -> RetryTest.ignoreInterrupts(time, release));
              return "never";
            });
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();
    run.cancel("enough");

    assertEquals("CANCELLED enough", end(host, run));
    release.complete(null);
    time.runUntilIdle();
    assertEquals("CANCELLED enough", end(host, run));
  }

  @Test
  @Proves("5.3")
  void pause_betweenSteps_holdsTheRunUntilResumed(TestHost host, VirtualTime time) {
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    time.runUntilIdle();
    host.get(run.pause("wait"));
    time.advance(Duration.ofHours(5));

    assertEquals(RunStatus.PAUSED, host.get(run.info()).status());
    assertEquals(List.of("night PENDING 1"), Flows.journal(host, run.id()));
    host.get(run.resume());

    assertEquals("SUCCEEDED ok", end(host, run));
  }

  @Test
  @Proves("5.3")
  void pause_intoARunningStep_holdsItAtItsPausePoint(TestHost host, VirtualTime time) {
    List<Instant> passed = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run(
                  "long",
                  step -> {
                    for (int i = 0; i < 3; i++) {
                      time.pass(Duration.ofMinutes(1));
                      step.pausePoint();
                      passed.add(step.now());
                    }
                  });
              return "ok";
            });
    Run<String> run = Flows.run(host, workflow);
    time.advance(Duration.ofSeconds(90));
    host.get(run.pause("wait"));
    time.advance(Duration.ofHours(1));

    assertEquals(1, passed.size());
    assertEquals(RunStatus.PAUSED, host.get(run.info()).status());
    host.get(run.resume());
    assertEquals("SUCCEEDED ok", end(host, run));
    assertEquals(3, passed.size());
  }

  @Test
  @Proves("10.3")
  void pause_isKeptOverARestart(TestHost host, VirtualTime time) {
    var workflow = sleeper(new AtomicInteger());
    var stores = InMemoryStateStore.retained();
    var first = host.start(b -> b.register(workflow).store(stores));
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(run.pause("wait"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(b -> b.register(workflow).store(stores));
    time.advance(Duration.ofHours(5));
    Run<String> again = second.run(RunId.of("run"), String.class);

    assertEquals(RunStatus.PAUSED, host.get(again.info()).status());
    host.get(again.resume());
    assertEquals("SUCCEEDED ok", end(host, again));
  }

  @Test
  @Proves("5.6")
  void pause_thenCancel_ends(TestHost host, VirtualTime time) {
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    time.runUntilIdle();
    host.get(run.pause("wait"));
    time.advance(Duration.ofHours(2));
    host.get(run.cancel("enough"));

    assertEquals("CANCELLED enough", end(host, run));
  }

  @Test
  @Proves("4.6")
  void deadline_whileWaiting_failsTheRun(TestHost host, VirtualTime time) {
    var workflow = sleeper(new AtomicInteger());
    var maestro = Flows.maestro(host, workflow);
    Run<String> run =
        maestro.start(workflow, "", RunOptions.defaults().deadline(Duration.ofMinutes(10)));

    assertEquals("FAILED DEADLINE (run)", end(host, run));
    assertTrue(time.now().isBefore(VirtualTime.DEFAULT_START.plus(Duration.ofMinutes(12))));
  }

  @Test
  @Proves("4.6")
  void deadline_whileAStepRuns_interruptsIt(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("long", step -> time.pass(Duration.ofDays(1)));
              return "ok";
            });
    var maestro = Flows.maestro(host, workflow);
    Run<String> run =
        maestro.start(workflow, "", RunOptions.defaults().deadline(Duration.ofMinutes(10)));

    assertEquals("FAILED DEADLINE (run)", end(host, run));
    assertTrue(time.now().isBefore(VirtualTime.DEFAULT_START.plus(Duration.ofMinutes(12))));
  }

  @Test
  @Proves("19.9")
  void watch_seesTheEndOnceAndLast(TestHost host, VirtualTime time) {
    List<RunStatus> seen = new CopyOnWriteArrayList<>();
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    run.watch(info -> seen.add(info.status()));
    end(host, run);
    time.runUntilIdle();

    assertEquals(RunStatus.SUCCEEDED, seen.get(seen.size() - 1));
    assertEquals(1, Collections.frequency(seen, RunStatus.SUCCEEDED));
  }

  @Test
  @Proves("19.9")
  void watch_throwingWatcher_isReportedAndStays(TestHost host, VirtualTime time) {
    AtomicInteger calls = new AtomicInteger();
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    run.watch(
        info -> {
          calls.incrementAndGet();
          throw new IllegalStateException("broken watcher");
        });

    assertEquals("SUCCEEDED ok", end(host, run));
    time.runUntilIdle();
    assertTrue(calls.get() > 1);
    assertEquals(calls.get(), host.listener().problems().size());
  }

  @Test
  @Proves("19.9")
  void watch_afterTheEnd_isToldOfIt(TestHost host, VirtualTime time) {
    List<RunStatus> seen = new CopyOnWriteArrayList<>();
    Run<String> run = Flows.run(host, flow((in, flow) -> "ok"));
    end(host, run);
    run.watch(info -> seen.add(info.status()));
    time.runUntilIdle();

    assertEquals(List.of(RunStatus.SUCCEEDED), seen);
  }

  @Test
  @Proves("5.6")
  void deadline_ofAPausedRun_failsIt(TestHost host, VirtualTime time) {
    var workflow = sleeper(new AtomicInteger());
    var maestro = Flows.maestro(host, workflow);
    Run<String> run =
        maestro.start(workflow, "", RunOptions.defaults().deadline(Duration.ofHours(2)));
    time.runUntilIdle();
    host.get(run.pause("wait"));
    time.advance(Duration.ofHours(3));

    assertTrue(run.outcome().isDone());
    assertEquals("FAILED DEADLINE (run)", end(host, run));
  }

  @Test
  @Proves("4.6")
  void deadline_isKeptOverARestart(TestHost host, VirtualTime time) {
    var workflow = sleeper(new AtomicInteger());
    var stores = InMemoryStateStore.retained();
    var first = host.start(b -> b.register(workflow).store(stores));
    first.start(workflow, "", RunOptions.named("run").deadline(Duration.ofMinutes(50)));
    time.advance(Duration.ofMinutes(40));
    host.get(first.shutdown(Duration.ofSeconds(1)));
    var second = host.start(b -> b.register(workflow).store(stores));
    Run<String> run = second.run(RunId.of("run"), String.class);

    assertEquals("FAILED DEADLINE (run)", end(host, run));
    assertTrue(time.now().isBefore(VirtualTime.DEFAULT_START.plus(Duration.ofMinutes(51))));
  }

  @Test
  @Proves("5.4")
  void cancel_ofAStepThatReturnsAllTheSame_recordsItAndEnds(TestHost host, VirtualTime time) {
    AtomicInteger after = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("work", step -> returnWhenInterrupted(time));
              flow.run("after", step -> after.incrementAndGet());
              return "ok";
            });
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();

    run.cancel("enough");

    assertEquals("CANCELLED enough", end(host, run));
    assertEquals(List.of("work DONE 1"), Flows.journal(host, run.id()));
    assertEquals(0, after.get());
  }

  private static void returnWhenInterrupted(VirtualTime time) {
    try {
      time.pass(Duration.ofDays(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Proves("5.8")
  void cancel_thenTheOwnerCrashes_endsTheRunBeforeAnyFurtherStep(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = hanging(calls, time);
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = host.start(b -> b.register(workflow).store(dying));
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(run.cancel("enough"));
    dying.crash();
    var second = host.start(b -> b.register(workflow).store(stores));

    assertEquals("CANCELLED enough", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of("work 1"), calls);
  }

  @Test
  @Proves("5.8")
  void pause_thenTheOwnerCrashes_holdsTheRunAtItsNextOwner(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = hanging(calls, time);
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = host.start(b -> b.register(workflow).store(dying));
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(run.pause("wait"));
    dying.crash();
    var second = host.start(b -> b.register(workflow).store(stores));
    time.advance(Duration.ofHours(1));
    Run<String> again = second.run(RunId.of("run"), String.class);

    assertEquals(RunStatus.PAUSED, host.get(again.info()).status());
    assertEquals(List.of("work 1"), calls);
    host.get(again.resume());
    assertEquals("SUCCEEDED ok", end(host, again));
    assertEquals(List.of("work 1", "work 2"), calls);
  }

  /** A workflow whose only step hangs at its first attempt. */
  private static Workflow<String, String> hanging(List<String> calls, VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    return flow(
        (in, flow) -> {
          flow.run(
              "work",
              step -> {
                calls.add("work " + step.attempt());
                if (step.attempt() == 1) {
                  time.await(never);
                }
              });
          return "ok";
        });
  }

  @Test
  @Proves("5.9")
  void wait_thatIsCancelled_endsAloneAndNotTheRun(TestHost host, VirtualTime time) {
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    var other = run.result();
    time.runUntilIdle();

    assertTrue(run.result().cancel(true));
    assertTrue(run.outcome().cancel(true));
    assertTrue(run.accepted().isDone());

    assertEquals("SUCCEEDED ok", end(host, run));
    assertEquals("ok", host.get(other));
  }

  @Test
  @Proves("19.9")
  void watch_slowWatcher_isCalledOneAtATimeAndSeesTheLatest(TestHost host, VirtualTime time) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    List<RunStatus> seen = new CopyOnWriteArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Run<String> run = Flows.run(host, sleeper(new AtomicInteger()));
    run.watch(
        info -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          seen.add(info.status());
          holdOn(time, go);
          inside.decrementAndGet();
        });
    assertEquals("SUCCEEDED ok", end(host, run));
    go.complete(null);
    time.runUntilIdle();

    assertEquals(1, most.get());
    assertEquals(RunStatus.SUCCEEDED, seen.get(seen.size() - 1));
    assertEquals(2, seen.size(), seen.toString());
  }

  private static void holdOn(VirtualTime time, CompletableFuture<Void> go) {
    try {
      time.await(go);
    } catch (InterruptedException | ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void progress_ofAStep_isSeen(TestHost host, VirtualTime time) {
    CompletableFuture<Void> go = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("first", step -> {});
              flow.run(
                  "second",
                  step -> {
                    step.progress(3, 10, "rows");
                    time.await(go);
                  });
              return "ok";
            });
    Run<String> run = Flows.run(host, workflow);
    time.runUntilIdle();

    assertEquals(new Progress(1, "second", 3, 10, "rows"), host.get(run.info()).progress());
    go.complete(null);
    assertEquals("SUCCEEDED ok", end(host, run));
  }
}
