package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static io.maestro.testkit.engine.Flows.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.ShutdownReport;
import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Workflow;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.run.RunStatus;
import io.maestro.store.Lease;
import io.maestro.store.RunEnd;
import io.maestro.store.RunWrite;
import io.maestro.store.StateStore;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class RestartTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static final Duration HOUR = Duration.ofHours(1);

  private static Workflow<String, String> steps(List<String> calls) {
    return flow(
        (in, flow) -> {
          for (String name : List.of("a", "b", "c")) {
            flow.run(name, step -> calls.add(name + step.attempt()));
            flow.sleep("after-" + name, HOUR);
          }
          return "ok";
        });
  }

  private static StrategyMaestro start(
      TestHost host, StateStoreFactory store, Workflow<?, ?>... workflows) {
    return host.start(
        builder -> {
          for (var workflow : workflows) {
            builder.register(workflow);
          }
          return builder.store(store);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Proves({"1.1", "10.1", "10.2", "10.3"})
  void restart_gracefulOrNot_runsNoRecordedStepAgain(
      boolean crash, TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = steps(calls);
    var stores = InMemoryStateStore.retained();
    Node node = Node.of(stores);
    var first = start(host, node, workflow);
    first.start(workflow, "", RunOptions.named("run"));
    time.advance(Duration.ofMinutes(90));
    if (crash) {
      node.crash();
    } else {
      host.get(first.shutdown(HOUR));
    }
    var second = start(host, stores, workflow);

    assertEquals("SUCCEEDED ok", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of("a1", "b1", "c1"), calls);
  }

  @Test
  @Proves({"1.3", "1.4", "1.5", "3.4"})
  void crash_inAStep_runsItAgainWithAHigherAttemptAndTheSameKey(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> never = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("before", step -> calls.add("before"));
              return flow.step(
                  "work",
                  String.class,
                  step -> {
                    calls.add(step.attempt() + step.idempotencyKey());
                    if (step.attempt() == 1) {
                      time.await(never);
                    }
                    return "done";
                  });
            });
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    start(host, dying, workflow).start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    dying.crash();
    var second = start(host, stores, workflow);
    Run<String> run = second.run(RunId.of("run"), String.class);
    time.advance(Duration.ofSeconds(9));
    assertFalse(run.result().isDone(), "the lease of the dead node still holds");

    assertEquals("SUCCEEDED done", end(host, run));
    assertEquals(List.of("before", "1run#work", "2run#work"), calls);
  }

  @Test
  @Proves({"9.3", "9.5"})
  void shutdown_inAStep_interruptsItAndItRunsAgainWithAHigherAttempt(
      TestHost host, VirtualTime time) {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.step(
                    "work",
                    String.class,
                    step -> {
                      attempts.add(step.attempt());
                      if (step.attempt() == 1) {
                        time.pass(Duration.ofDays(1));
                      }
                      return "done";
                    }));
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores, workflow);
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();

    ShutdownReport report = within(host, first.shutdown(Duration.ofSeconds(3)));

    assertEquals(List.of(RunId.of("run")), report.interrupted());
    assertEquals(List.of(), report.abandoned());
    var second = start(host, stores, workflow);
    assertEquals("SUCCEEDED done", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of(1, 2), attempts);
  }

  @Test
  @Proves({"9.5", "9.10"})
  void shutdown_aStepHangs_isReportedAsAbandonedAndCountsAsAnAttempt(
      TestHost host, VirtualTime time) {
    CompletableFuture<Void> release = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.step(
                    "work",
                    String.class,
                    step -> {
                      if (step.attempt() == 1) {
                        RetryTest.ignoreInterrupts(time, release);
                      }
                      return "attempt " + step.attempt();
                    }));
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores, workflow);
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();

    ShutdownReport report = within(host, first.shutdown(Duration.ofSeconds(3)));
    release.complete(null);

    assertEquals(List.of(RunId.of("run")), report.abandoned());
    assertEquals(List.of(), report.interrupted());
    assertEquals(0, report.drained());
    assertEquals(RunRejectedException.Reason.CLOSED, Flows.refusal(host, run.result()));
    var second = start(host, stores, workflow);
    assertEquals("SUCCEEDED attempt 2", end(host, second.run(RunId.of("run"), String.class)));
  }

  @Test
  @Proves({"9.1", "9.2", "9.6"})
  void shutdown_withTime_letsStepsAndStagesEnd(TestHost host, VirtualTime time) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    time.schedule(Duration.ofMinutes(2), () -> stage.complete("staged"), "the stage");
    AtomicInteger starts = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) -> {
              if (in.equals("await")) {
                return flow.await(
                    "stage",
                    String.class,
                    step -> {
                      starts.incrementAndGet();
                      return stage;
                    });
              }
              flow.run("work", step -> time.pass(Duration.ofMinutes(1)));
              return "worked";
            });
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores, workflow);
    Run<String> awaiting = first.start(workflow, "await", RunOptions.named("awaiting"));
    Run<String> working = first.start(workflow, "work", RunOptions.named("working"));
    time.runUntilIdle();

    var worked = working.result();
    var staged = awaiting.result();
    var report = first.shutdown(HOUR);

    assertEquals(
        RunRejectedException.Reason.CLOSED,
        Flows.refusal(host, first.start(workflow, "x").result()));
    assertTrue(within(host, report).isClean());
    assertEquals(2, host.get(report).drained());
    assertEquals(host.get(report), host.get(first.shutdown(HOUR)));
    assertEquals("worked", host.get(worked));
    assertEquals("staged", host.get(staged));
    assertEquals(1, starts.get());
  }

  @Test
  @Proves("3.9")
  void run_ofAWorkflowThatIsNotRegistered_staysForOneThatHasIt(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = steps(calls);
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores, workflow);
    first.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(first.shutdown(HOUR));
    var without = start(host, stores);
    time.advance(Duration.ofHours(3));
    assertEquals(List.of("a1"), calls);
    host.get(without.shutdown(HOUR));
    var third = start(host, stores, workflow);

    assertEquals("SUCCEEDED ok", end(host, third.run(RunId.of("run"), String.class)));
  }

  @Test
  @Proves("2.4")
  void steps_noLongerAskedFor_areReportedNotFatal(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    var old = steps(new ArrayList<>());
    var first = start(host, stores, old);
    first.start(old, "", RunOptions.named("run"));
    time.advance(Duration.ofMinutes(90));
    host.get(first.shutdown(HOUR));
    var changed =
        flow(
            (in, flow) -> {
              flow.run("b", step -> {});
              return "new";
            });
    var second = start(host, stores, changed);

    assertEquals("SUCCEEDED new", end(host, second.run(RunId.of("run"), String.class)));
    assertEquals(List.of("a", "after-a", "after-b"), host.listener().notAskedFor());
  }

  @Test
  @Proves("3.1")
  void node_thatLostItsRun_stopsAndTellsAndTheOtherEndsIt(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = steps(calls);
    var stores = InMemoryStateStore.retained();
    var first = start(host, stores, workflow);
    var second = start(host, stores, workflow);
    Run<String> run = first.start(workflow, "", RunOptions.named("run"));

    assertEquals("SUCCEEDED ok", end(host, run));
    assertEquals("SUCCEEDED ok", end(host, second.run(run.id(), String.class)));
    assertEquals(List.of("a1", "b1", "c1"), calls);
    assertEquals(1, host.listener().ended().size());
  }

  @Test
  @Proves("1.8")
  void store_failsForAWhile_stepIsRecordedLaterAndNotRunAgain(TestHost host) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = steps(calls);
    Node node = Node.of(InMemoryStateStore.retained());
    node.failWrites(4, write -> true);

    assertEquals("SUCCEEDED ok", end(host, start(host, node, workflow).start(workflow, "")));
    assertEquals(List.of("a1", "b1", "c1"), calls);
    assertEquals(4, host.listener().problems().size());
  }

  @Test
  @Proves("1.1")
  void store_thatIsSlow_runsEachStepOnceAndDrainsAtTheEnd(TestHost host, VirtualTime time) {
    List<String> calls = new CopyOnWriteArrayList<>();
    var workflow = steps(calls);
    var child =
        flow(
            "parent",
            (in, flow) -> flow.child("kid", workflow, "") + flow.child("kid2", workflow, ""));
    var stores = InMemoryStateStore.retained();
    var first = start(host, Node.of(stores).slow(), workflow, child);
    Run<String> run = first.start(child, "", RunOptions.named("run"));
    Run<String> paused = first.start(workflow, "", RunOptions.named("paused"));
    host.get(paused.pause("wait"));
    time.advance(Duration.ofMinutes(90));
    assertTrue(within(host, first.shutdown(HOUR)).isClean());
    var second = start(host, Node.of(stores).slow(), workflow, child);

    assertEquals("SUCCEEDED okok", end(host, second.run(run.id(), String.class)));
    assertEquals(List.of(), calls.stream().filter(call -> !call.endsWith("1")).toList());
    Run<String> again = second.run(paused.id(), String.class);
    assertEquals(RunStatus.PAUSED, host.get(again.info()).status());
    host.get(again.cancel("enough"));
    assertEquals("CANCELLED enough", end(host, again));
  }

  @Test
  @Proves("3.8")
  void write_underAStaleEpoch_endsTheSessionAndIsReported(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    AtomicReference<StateStore> opened = new AtomicReference<>();
    StateStoreFactory seen =
        context -> {
          opened.set(stores.open(context));
          return opened.get();
        };
    CompletableFuture<Void> go = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) -> {
              flow.run("work", step -> time.await(go));
              return "ok";
            });
    var maestro = start(host, seen, workflow);
    Run<String> run = maestro.start(workflow, "", RunOptions.named("run"));
    time.runUntilIdle();
    long epoch =
        host.get(opened.get().runs().find(run.id()).toCompletableFuture()).orElseThrow().epoch();
    Lease lease = new Lease(run.id(), "thief", epoch);
    host.get(
        opened
            .get()
            .runs()
            .write(
                new RunWrite(
                    lease,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(
                        new RunEnd(
                            RunStatus.CANCELLED,
                            Optional.empty(),
                            Optional.empty(),
                            "stolen",
                            false)),
                    RunWrite.Ownership.RELEASE))
            .toCompletableFuture());
    go.complete(null);

    assertEquals("CANCELLED stolen", end(host, run));
    time.runUntilIdle();
    assertEquals(1, host.listener().problems().size());
    assertTrue(host.listener().problems().get(0).where().contains("was lost"));
  }
}
