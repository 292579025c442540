package io.maestro.testkit.engine;

import static io.maestro.testkit.engine.Flows.end;
import static io.maestro.testkit.engine.Flows.flow;
import static io.maestro.testkit.engine.Flows.journal;
import static io.maestro.testkit.engine.Flows.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.codec.TypeToken;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.Doubt;
import io.maestro.flow.DoubtCode;
import io.maestro.flow.FlowCode;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.Round;
import io.maestro.flow.StepCode;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.ReentryCheck;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps whose intent is recorded first, and what becomes of those in doubt. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class IntentFirstTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final List<String> calls = new CopyOnWriteArrayList<>();

  private DoubtCode resuming() {
    return (doubt, flow) ->
        flow.run("look", step -> calls.add("look " + doubt.path() + " " + doubt.attempt()));
  }

  private DoubtCode refusing() {
    return (doubt, flow) -> {
      throw new IllegalStateException("unknown " + doubt.path());
    };
  }

  private Workflow<String, String> selling(DoubtCode doubts, StepCode<String> sell) {
    return flow(
        (in, flow) -> flow.intentFirst(doubts, part -> part.step("sell", String.class, sell)));
  }

  private StepCode<String> hangingAtFirst(VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    return step -> {
      calls.add("sell " + step.attempt() + " " + step.idempotencyKey());
      if (step.attempt() == 1) {
        time.await(never);
      }
      return "sold";
    };
  }

  /** Starts a workflow on a node that crashes once everything waits, and returns another node's. */
  private static StrategyMaestro crashed(
      TestHost host, VirtualTime time, Workflow<String, String> workflow) {
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    host.start(b -> b.register(workflow).store(dying))
        .start(workflow, "in", RunOptions.named("run"));
    time.runUntilIdle();
    dying.crash();
    return host.start(b -> b.register(workflow).store(stores));
  }

  private static Run<String> theRun(StrategyMaestro maestro) {
    return maestro.run(RunId.of("run"), String.class);
  }

  @Test
  @Proves("21.15")
  void step_runs_withItsIntentRecordedBefore(TestHost host) {
    AtomicInteger before = new AtomicInteger();
    var workflow =
        selling(
            refusing(),
            step -> {
              before.set(
                  (int)
                      host.get(host.maestro().journal(RunId.of("run"))).stream()
                          .filter(s -> s.path().equals("sell") && s.state() == State.PENDING)
                          .count());
              return "sold";
            });

    assertEquals("SUCCEEDED sold", end(host, workflow));
    assertEquals(1, before.get());
    assertEquals(List.of("sell DONE 1"), journal(host, RunId.of("run")));
  }

  @Test
  @Proves({"21.16", "21.17"})
  void step_inDoubtAfterACrash_isSettledAndRunsAgainUnderItsKey(TestHost host, VirtualTime time) {
    var second = crashed(host, time, selling(resuming(), hangingAtFirst(time)));

    assertEquals("SUCCEEDED sold", end(host, theRun(second)));
    assertEquals(List.of("sell 1 run#sell", "look sell 1", "sell 2 run#sell"), calls);
    assertEquals(
        List.of("sell DONE 2", "sell[doubt-1]/look DONE 2", "sell[doubt-1] DONE 1"),
        journal(host, RunId.of("run")));
    assertTrue(host.listener().notAskedFor().isEmpty());
  }

  @Test
  @Proves({"21.16", "21.17"})
  void step_inDoubt_throwsWhatItsSettlingThrows(TestHost host, VirtualTime time) {
    var second = crashed(host, time, selling(refusing(), hangingAtFirst(time)));

    assertEquals("FAILED BODY (body)", end(host, theRun(second)));
    assertEquals(List.of("sell 1 run#sell"), calls, "never repeated blindly");
  }

  @Test
  @Proves("21.16")
  void step_twiceInDoubt_isSettledTwice(TestHost host, VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    var workflow =
        selling(
            resuming(),
            step -> {
              calls.add("sell " + step.attempt());
              if (step.attempt() < 3) {
                time.await(never);
              }
              return "sold";
            });
    var stores = InMemoryStateStore.retained();
    Node first = Node.of(stores);
    Node second = Node.of(stores);
    host.start(b -> b.register(workflow).store(first))
        .start(workflow, "in", RunOptions.named("run"));
    time.runUntilIdle();
    first.crash();
    host.start(b -> b.register(workflow).store(second));
    time.advance(Duration.ofMinutes(1));
    second.crash();
    var third = host.start(b -> b.register(workflow).store(stores));

    assertEquals("SUCCEEDED sold", end(host, theRun(third)));
    assertEquals(List.of("sell 1", "look sell 1", "sell 2", "look sell 2", "sell 3"), calls);
    assertTrue(host.listener().notAskedFor().isEmpty());
  }

  @Test
  @Proves("21.16")
  void settling_crashesInTheMiddle_goesOnWhereItWas(TestHost host, VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    AtomicInteger looks = new AtomicInteger();
    DoubtCode slow =
        (doubt, flow) -> {
          flow.run("first", step -> calls.add("first"));
          flow.run(
              "second",
              step -> {
                calls.add("second " + step.attempt());
                if (looks.incrementAndGet() == 1) {
                  time.await(never);
                }
              });
        };
    var workflow = selling(slow, hangingAtFirst(time));
    var stores = InMemoryStateStore.retained();
    Node first = Node.of(stores);
    Node second = Node.of(stores);
    host.start(b -> b.register(workflow).store(first))
        .start(workflow, "in", RunOptions.named("run"));
    time.runUntilIdle();
    first.crash();
    host.start(b -> b.register(workflow).store(second));
    time.advance(Duration.ofMinutes(1));
    second.crash();
    var third = host.start(b -> b.register(workflow).store(stores));

    assertEquals("SUCCEEDED sold", end(host, theRun(third)));
    assertEquals(
        List.of("sell 1 run#sell", "first", "second 1", "second 2", "sell 2 run#sell"), calls);
  }

  @Test
  @Proves("21.16")
  void crash_whileSleepingBetweenSteps_leavesNothingInDoubt(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    refusing(),
                    part -> {
                      part.run("buy", step -> calls.add("buy"));
                      part.sleep("night", Duration.ofHours(8));
                      part.run("sell", step -> calls.add("sell"));
                      return "done";
                    }));
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED done", end(host, theRun(second)));
    assertEquals(List.of("buy", "sell"), calls);
  }

  @Test
  @Proves("21.16")
  void shutdown_inAStep_leavesItInDoubt(TestHost host, VirtualTime time) {
    var workflow =
        selling(
            resuming(),
            step -> {
              calls.add("sell " + step.attempt());
              if (step.attempt() == 1) {
                time.pass(Duration.ofDays(1));
              }
              return "sold";
            });
    var stores = InMemoryStateStore.retained();
    var first = host.start(b -> b.register(workflow).store(stores));
    first.start(workflow, "in", RunOptions.named("run"));
    time.runUntilIdle();
    host.get(first.shutdown(Duration.ZERO));
    var second = host.start(b -> b.register(workflow).store(stores));

    assertEquals("SUCCEEDED sold", end(host, theRun(second)));
    assertEquals(List.of("sell 1", "look sell 1", "sell 2"), calls);
  }

  @Test
  @Proves("21.18")
  void step_threw_isRetriedAsDeclaredAndAsksNobody(TestHost host) {
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    refusing(),
                    part ->
                        part.with(StepPolicy.retrying(Retry.upTo(3)))
                            .step("sell", String.class, this::soldAtTheThird)));

    assertEquals("SUCCEEDED sold", end(host, workflow));
    assertEquals(List.of("sell 1", "sell 2", "sell 3"), calls);
  }

  private String soldAtTheThird(StepContext step) throws IOException {
    calls.add("sell " + step.attempt());
    if (step.attempt() < 3) {
      throw new IOException("no line");
    }
    return "sold";
  }

  @Test
  @Proves("21.19")
  void step_timedOut_isInDoubtAndFailsIfItMayNotBeTriedAgain(TestHost host, VirtualTime time) {
    var workflow = timingOut(StepPolicy.once(), resuming(), time);

    assertEquals("FAILED TIMEOUT sell", end(host, workflow));
    assertEquals(List.of("sell 1", "look sell 1"), calls);
  }

  @Test
  @Proves("21.19")
  void step_timedOutAndMayBeTriedAgain_isSettledBefore(TestHost host, VirtualTime time) {
    var workflow = timingOut(StepPolicy.retrying(Retry.upTo(2)), resuming(), time);

    assertEquals("SUCCEEDED sold", end(host, workflow));
    assertEquals(List.of("sell 1", "look sell 1", "sell 2"), calls);
  }

  private Workflow<String, String> timingOut(
      StepPolicy policy, DoubtCode doubts, VirtualTime time) {
    return flow(
        (in, flow) ->
            flow.intentFirst(
                doubts,
                part ->
                    part.with(policy.timeout(Duration.ofSeconds(10)))
                        .step(
                            "sell",
                            String.class,
                            step -> {
                              calls.add("sell " + step.attempt());
                              if (step.attempt() == 1) {
                                time.pass(Duration.ofDays(1));
                              }
                              return "sold";
                            })));
  }

  @Test
  @Proves({"21.15", "21.16"})
  void asynchronousStep_inDoubtAfterACrash_isSettled(TestHost host, VirtualTime time) {
    CompletableFuture<String> never = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    resuming(),
                    part ->
                        part.await(
                            "sell",
                            String.class,
                            step -> {
                              calls.add("sell " + step.attempt());
                              return step.attempt() == 1
                                  ? never
                                  : CompletableFuture.completedFuture("sold");
                            })));
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED sold", end(host, theRun(second)));
    assertEquals(List.of("sell 1", "look sell 1", "sell 2"), calls);
  }

  @Test
  @Proves("21.20")
  void everyScopeMadeFromIt_inheritsTheRule(TestHost host, VirtualTime time) {
    FlowCode<String> nested =
        part ->
            part.stage(
                "stage",
                String.class,
                stage ->
                    stage
                        .fork(
                            "fork",
                            fork ->
                                fork.loop(
                                    "loop",
                                    String.class,
                                    "",
                                    (state, round) ->
                                        Round.done(
                                            round
                                                .with(StepPolicy.once())
                                                .at("day", 1)
                                                .queued(
                                                    new io.maestro.flow.PipelineQueue("own"),
                                                    last ->
                                                        last.step(
                                                            "sell",
                                                            String.class,
                                                            hangingAtFirst(time))))))
                        .join());
    var workflow = flow((in, flow) -> flow.intentFirst(resuming(), nested));
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED sold", end(host, theRun(second)));
    assertEquals("look stage/fork/loop#0/day[1]/sell 1", calls.get(1));
  }

  @Test
  @Proves("21.20")
  void items_inDoubtSideBySide_areEachSettled(TestHost host, VirtualTime time) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    resuming(),
                    part ->
                        String.join(
                            " ",
                            part.each("item", List.of("a", "b", "c"), item -> item)
                                .parallelism(3)
                                .step(
                                    String.class,
                                    (item, step) -> {
                                      calls.add(item + step.attempt());
                                      if (step.attempt() == 1 && !item.equals("b")) {
                                        time.await(never);
                                      }
                                      return item;
                                    })
                                .join())));
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED a b c", end(host, theRun(second)));
    assertEquals(
        List.of("a1", "a2", "b1", "c1", "c2", "look item[a] 1", "look item[c] 1"),
        calls.stream().sorted().toList());
  }

  @Test
  @Proves("21.20")
  void steps_outside_areNotIntentFirst(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) -> {
              flow.intentFirst(refusing(), part -> "nothing");
              return flow.step("sell", String.class, hangingAtFirst(time));
            });
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED sold", end(host, theRun(second)));
    assertEquals(2, calls.size());
  }

  @Test
  @Proves("21.20")
  void effect_within_keepsItsOwnReconciliation(TestHost host, VirtualTime time) {
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    refusing(),
                    part ->
                        part.effect(
                            "sell",
                            String.class,
                            hangingAtFirst(time),
                            step -> Reconciliation.adopt("found"))));
    var second = crashed(host, time, workflow);

    assertEquals("SUCCEEDED found", end(host, theRun(second)));
  }

  @Test
  @Proves("21.21")
  void retry_ofARunWithAStepInDoubt_asksUnderTheKeyOfTheFailedRun(TestHost host, VirtualTime time) {
    List<Doubt> doubts = new CopyOnWriteArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    (doubt, settling) -> doubts.add(doubt),
                    part -> {
                      var selling =
                          part.fork(
                              "f",
                              f ->
                                  f.step(
                                      "sell",
                                      String.class,
                                      step -> {
                                        calls.add(
                                            "sell " + step.attempt() + " " + step.idempotencyKey());
                                        if (step.attempt() == 1) {
                                          time.pass(Duration.ofDays(1));
                                        }
                                        return "sold";
                                      }));
                      part.run(
                          "fail",
                          step -> {
                            if (runs.incrementAndGet() == 1) {
                              time.pass(Duration.ofSeconds(1));
                              throw new IOException("no line");
                            }
                          });
                      return selling.join();
                    }));
    var maestro = host.start(b -> b.register(workflow));
    Run<String> failed = maestro.start(workflow, "in", RunOptions.named("run"));
    assertEquals("FAILED STEP fail", end(host, failed));

    Run<String> again =
        maestro.retry(failed.id(), TypeToken.of(String.class), RunOptions.named("again"));

    assertEquals("SUCCEEDED sold", end(host, again));
    assertEquals(List.of(new Doubt("f/sell", 1, "run#f/sell")), List.copyOf(doubts));
    assertEquals(List.of("sell 1 run#f/sell", "sell 2 run#f/sell"), calls);
  }

  @Test
  @Proves("21.21")
  void retry_ofARunThatFailedInASettledStep_asksAgainAboutANewDoubt(
      TestHost host, VirtualTime time) {
    AtomicInteger sold = new AtomicInteger();
    var workflow =
        flow(
            (in, flow) ->
                flow.intentFirst(
                    resuming(),
                    part ->
                        part.with(StepPolicy.once().timeout(Duration.ofSeconds(10)))
                            .step(
                                "sell",
                                String.class,
                                step -> {
                                  if (sold.incrementAndGet() < 3) {
                                    time.pass(Duration.ofDays(1));
                                  }
                                  return "sold";
                                })));
    Run<String> failed = run(host, workflow);
    assertEquals("FAILED TIMEOUT sell", end(host, failed));

    Run<String> again =
        host.maestro().retry(failed.id(), TypeToken.of(String.class), RunOptions.named("again"));

    assertEquals("FAILED TIMEOUT sell", end(host, again));
    assertEquals(List.of("look sell 1", "look sell 1"), calls);
  }

  @Test
  @Proves("21.15")
  void intent_thatIsRecordedLate_isNoDoubt() {
    ReentryCheck.verify(
        flow(
            (in, flow) ->
                flow.intentFirst(
                    refusing(),
                    part -> {
                      part.run("sell", step -> {});
                      part.await(
                          "ask", String.class, step -> CompletableFuture.completedFuture(""));
                      part.each("i", List.of(1, 2, 3), i -> i)
                          .step(Integer.class, (i, step) -> i)
                          .join();
                      return part.effect(
                          "pay",
                          String.class,
                          step -> "paid",
                          step -> Reconciliation.manual("it never came to that"));
                    })),
        "in");
  }
}
