package io.maestro.testkit.life;

import static io.maestro.testkit.ScriptedKind.SCORE;
import static io.maestro.testkit.life.Executions.develop;
import static io.maestro.testkit.life.Executions.ending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.execution.Denial.Code;
import io.maestro.execution.Mode;
import io.maestro.flow.Doubt;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.StepContext;
import io.maestro.flow.StepFailedException;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.Gate;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RunId;
import io.maestro.store.DocumentKey;
import io.maestro.store.StateStoreFactory;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.engine.Node;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crash between intent and outcome, and what the kind says of it. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class ExecutionInDoubtTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> never = new CompletableFuture<>();

  /** What a kind answers of a step in doubt. */
  private interface Answer {
    Reconciliation<String> give(ExecutionTask<String> task, Doubt doubt, FlowContext flow)
        throws Exception;
  }

  /** Sells once within a stage and a branch, hanging at the first attempt. */
  private final class Seller implements ExecutionPipeline<String, String> {
    private final VirtualTime time;
    private final Answer answer;

    Seller(VirtualTime time, Answer answer) {
      this.time = time;
      this.answer = answer;
    }

    @Override
    public String execute(ExecutionTask<String> task, FlowContext flow) {
      task.report(flow, Metrics.of(SCORE, 1));
      flow.compensation("close-stall", step -> calls.add("close"));
      try {
        return flow.stage(
            "morning",
            String.class,
            stage ->
                stage.fork("till", till -> till.step("sell", String.class, this::sell)).join());
      } catch (Exception swallowed) { // bad, and yet no way around the decision
        return "swallowed";
      }
    }

    private String sell(StepContext step) throws Exception {
      calls.add("sell " + step.attempt() + " " + step.idempotencyKey());
      if (step.attempt() == 1) {
        time.await(never);
      }
      return "sold";
    }

    @Override
    public Reconciliation<String> reconcile(
        ExecutionTask<String> task, Doubt doubt, FlowContext flow) throws Exception {
      return answer.give(task, doubt, flow);
    }
  }

  private static StrategyKind<String, String, String, String> kind(
      ExecutionPipeline<String, String> pipeline) {
    return stages(pipeline).build();
  }

  private static KindStages.Complete<String, String, String, String> stages(
      ExecutionPipeline<String, String> pipeline) {
    return StrategyKind.named("lemonade")
        .research(String.class, (task, flow) -> Research.of("data"))
        .analysis(String.class, (task, flow) -> Analysis.of("view"))
        .creation(String.class, (research, analysis) -> Draft.of("spec"))
        .optimization((task, flow) -> Optimized.of("spec", Metrics.of(SCORE, 1)))
        .validation("always", (candidate, flow) -> CheckResult.pass("fine"))
        .execution(String.class, pipeline);
  }

  private static StrategyMaestro on(
      StateStoreFactory store, TestHost host, StrategyKind<?, ?, ?, ?> kind) {
    return host.start(builder -> builder.register(kind).store(store));
  }

  /**
   * Executes on a node that crashes once everything waits, then on another, and says how it ends.
   */
  private String afterACrash(TestHost host, VirtualTime time, ExecutionPipeline<String, String> p) {
    var kind = kind(p);
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();
    dying.crash();
    return endOn(on(stores, host, kind), host, time, kind);
  }

  private static String endOn(
      StrategyMaestro maestro,
      TestHost host,
      VirtualTime time,
      StrategyKind<String, String, String, String> kind) {
    time.advance(Duration.ofMinutes(1));
    return ending(host.get(maestro.execution(RunId.of("run"), kind).result()));
  }

  private State sellingAfter(TestHost host) {
    return host.get(host.maestro().journal(RunId.of("run"))).stream()
        .filter(step -> step.path().equals("execution/morning/till/sell"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  @Proves({"26.17", "26.18"})
  void resume_runsTheStepAgainUnderItsKey(TestHost host, VirtualTime time) {
    String ended =
        afterACrash(
            host,
            time,
            new Seller(
                time,
                (task, doubt, flow) -> {
                  calls.add("look " + doubt.attempt() + " " + doubt.idempotencyKey());
                  return Reconciliation.resume();
                }));

    assertEquals("completed sold", ended);
    assertEquals(
        List.of(
            "sell 1 run#execution/morning/till/sell",
            "look 1 run#execution/morning/till/sell",
            "sell 2 run#execution/morning/till/sell"),
        calls);
    assertTrue(host.listener().notAskedFor().isEmpty());
  }

  @Test
  @Proves({"26.17", "26.18"})
  void adopt_endsTheWholeExecutionWithTheOutcomeFound(TestHost host, VirtualTime time) {
    String ended =
        afterACrash(
            host,
            time,
            new Seller(
                time,
                (task, doubt, flow) ->
                    Reconciliation.adopt(flow.step("look", String.class, step -> "found"))));

    assertEquals("completed found", ended);
    assertEquals(List.of("sell 1 run#execution/morning/till/sell"), calls);
    assertEquals(State.PENDING, sellingAfter(host));
  }

  @Test
  @Proves({"26.17", "26.18"})
  void compensate_undoesAndEndsAsUnknown(TestHost host, VirtualTime time) {
    String ended =
        afterACrash(
            host, time, new Seller(time, (task, doubt, flow) -> Reconciliation.compensate("undo")));

    assertEquals("unknown execution/morning/till/sell: undo", ended);
    assertEquals(List.of("sell 1 run#execution/morning/till/sell", "close"), calls);
  }

  @Test
  @Proves({"26.17", "26.18"})
  void manual_endsAsUnknown(TestHost host, VirtualTime time) {
    String ended =
        afterACrash(
            host, time, new Seller(time, (task, doubt, flow) -> Reconciliation.manual("ask jane")));

    assertEquals("unknown execution/morning/till/sell: ask jane", ended);
    assertEquals(List.of("sell 1 run#execution/morning/till/sell"), calls);
  }

  @Test
  @Proves("26.18")
  void withoutReconciliation_endsAsUnknown(TestHost host, VirtualTime time) {
    var seller = new Seller(time, (task, doubt, flow) -> Reconciliation.resume());

    String ended = afterACrash(host, time, (task, flow) -> seller.execute(task, flow));

    assertTrue(ended.startsWith("unknown execution/morning/till/sell"), ended);
    assertEquals(1, calls.size());
  }

  @Test
  @Proves("26.18")
  void reconciliation_thatThrowsOrReturnsNull_endsAsUnknown(TestHost host, VirtualTime time) {
    String ended =
        afterACrash(
            host,
            time,
            new Seller(
                time,
                (task, doubt, flow) -> {
                  throw new IOException("no line");
                }));

    assertTrue(ended.startsWith("unknown") && ended.contains("no line"), ended);
    String other = afterACrash(host, time, new Seller(time, (task, doubt, flow) -> null));
    assertTrue(other.startsWith("unknown") && other.contains("null"), other);
  }

  /** A pipeline that catches everything, in a branch, around a stage, and around a verb. */
  private String greedy(FlowContext flow, Seller seller, List<String> after) {
    flow.compensation("close-stall", step -> calls.add("close"));
    try {
      return flow.stage(
          "morning",
          String.class,
          stage ->
              stage
                  .fork(
                      "till",
                      till -> {
                        try {
                          return till.step("sell", String.class, seller::sell);
                        } catch (Throwable swallowed) {
                          rethrowUnwinding(swallowed);
                          return "caught";
                        }
                      })
                  .join());
    } catch (Throwable swallowed) {
      rethrowUnwinding(swallowed);
      try {
        flow.run("next", step -> after.add("next"));
      } catch (Throwable again) {
        rethrowUnwinding(again);
      }
      return "swallowed";
    }
  }

  /** The one signal that even such code must let pass, or its run fails. */
  private static void rethrowUnwinding(Throwable thrown) {
    if (thrown instanceof Error error && thrown.getClass().getSimpleName().equals("Unwind")) {
      throw error;
    }
  }

  @Test
  @Proves({"21.23", "26.18"})
  void decision_thatThePipelineSwallows_endsTheExecutionAllTheSame(
      TestHost host, VirtualTime time) {
    List<Reconciliation<String>> decisions =
        List.of(
            Reconciliation.manual("ask jane"),
            Reconciliation.compensate("undo"),
            Reconciliation.adopt("found"));
    List<String> ends = new CopyOnWriteArrayList<>();
    List<String> after = new CopyOnWriteArrayList<>();
    for (Reconciliation<String> decision : decisions) {
      var seller = new Seller(time, (task, doubt, flow) -> decision);
      ExecutionPipeline<String, String> swallowing =
          new ExecutionPipeline<>() {
            @Override
            public String execute(ExecutionTask<String> task, FlowContext flow) {
              return greedy(flow, seller, after);
            }

            @Override
            public Reconciliation<String> reconcile(
                ExecutionTask<String> task, Doubt doubt, FlowContext flow) {
              return decision;
            }
          };
      ends.add(afterACrash(host, time, swallowing));
    }

    String sell = "execution/morning/till/sell";
    assertEquals(
        List.of("unknown " + sell + ": ask jane", "unknown " + sell + ": undo", "completed found"),
        ends);
    assertEquals(List.of(), after);
    assertEquals(1, calls.stream().filter("close"::equals).count());
  }

  @Test
  @Proves("26.18")
  void crash_duringTheReconciliation_asksAgain(TestHost host, VirtualTime time) {
    var kind =
        kind(
            new Seller(
                time,
                (task, doubt, flow) ->
                    Reconciliation.adopt(
                        flow.step(
                            "look",
                            String.class,
                            step -> {
                              calls.add("look " + step.attempt());
                              if (calls.size() == 2) {
                                time.await(never);
                              }
                              return "found";
                            }))));
    var stores = InMemoryStateStore.retained();
    Node first = Node.of(stores);
    Node second = Node.of(stores);
    var maestro = on(first, host, kind);
    maestro.executeStrategy(kind, develop(host, maestro, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();
    first.crash();
    on(second, host, kind);
    time.advance(Duration.ofMinutes(1));
    second.crash();

    String ended = endOn(on(stores, host, kind), host, time, kind);

    assertEquals("completed found", ended);
    assertEquals("sell 1 run#execution/morning/till/sell", calls.get(0));
    assertEquals(3, calls.size(), calls.toString());
  }

  @Test
  @Proves("26.11")
  void crash_afterAReportWasKept_countsItOnce(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var kind =
        reporting(
            (now, step) -> {
              calls.add("asked");
              if (calls.size() == 2) {
                dying.crash(); // what is recorded of the step is lost, what it keeps is not
              }
              return CheckResult.pass("open");
            });
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();

    String ended = endOn(on(stores, host, kind), host, time, kind);

    assertEquals("completed 1", ended);
  }

  @Test
  @Proves("26.11")
  void crash_afterReportsSideBySideWereKept_countsEachOnce(TestHost host, VirtualTime time) {
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    CompletableFuture<Void> bothAreAsked = new CompletableFuture<>();
    Gate<String> gate =
        (now, step) -> {
          calls.add("asked");
          if (calls.size() == 2) {
            time.await(bothAreAsked);
          } else if (calls.size() == 3) {
            dying.crash(); // what is recorded of the steps is lost, what they keep is not
            bothAreAsked.complete(null);
          }
          return CheckResult.pass("open");
        };
    var kind =
        stages(
                (task, flow) ->
                    flow
                        .each("till", List.of("a", "b"), till -> till)
                        .parallelism(2)
                        .flow((till, part) -> task.report(part, Metrics.of(SCORE, 1)).number())
                        .join()
                        .stream()
                        .sorted()
                        .toList()
                        .toString())
            .gateTimeout(Duration.ofDays(9))
            .gate("slow", gate)
            .build();
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();

    String ended = endOn(on(stores, host, kind), host, time, kind);

    assertEquals("completed [1, 2]", ended);
  }

  @Test
  @Proves({"26.4", "26.10"})
  void report_whileDocumentsAreAway_closesTheGateOnceTheyAreBack(TestHost host, VirtualTime time) {
    Node node = Node.of(InMemoryStateStore.retained());
    Predicate<DocumentKey> ofExecutions = key -> key.collection().startsWith("executions/");
    var kind =
        stages(
                (task, flow) -> {
                  flow.run("leave", step -> node.away(ofExecutions));
                  try {
                    task.report(flow, Metrics.of(SCORE, 1));
                  } catch (StepFailedException asBadAsCodeCanBe) {
                    return "went on";
                  }
                  return "was told";
                })
            .build();
    var maestro = on(node, host, kind);
    var run =
        maestro.executeStrategy(
            kind, develop(host, maestro, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.advance(Duration.ofMinutes(10));
    node.away(key -> false);

    var ended = host.get(run.result());

    assertEquals("halted was told", ending(ended));
    assertEquals(List.of(Code.GATE_ERROR), Executions.codes(ended));
  }

  @Test
  @Proves("26.11")
  void crash_inAReport_isNotAskedOfTheKind(TestHost host, VirtualTime time) {
    var kind =
        StrategyKind.named("lemonade")
            .research(String.class, (task, flow) -> Research.of("data"))
            .analysis(String.class, (task, flow) -> Analysis.of("view"))
            .creation(String.class, (research, analysis) -> Draft.of("spec"))
            .optimization((task, flow) -> Optimized.of("spec", Metrics.of(SCORE, 1)))
            .validation("always", (candidate, flow) -> CheckResult.pass("fine"))
            .execution(
                String.class, (task, flow) -> "" + task.report(flow, Metrics.of(SCORE, 1)).number())
            .gateTimeout(Duration.ofDays(9))
            .gate(
                "slow",
                (now, step) -> {
                  calls.add("asked");
                  if (calls.size() == 2) {
                    time.await(never);
                  }
                  return CheckResult.pass("open");
                })
            .build();
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();
    dying.crash();

    String ended = endOn(on(stores, host, kind), host, time, kind);

    assertEquals("completed 1", ended);
    assertEquals(3, calls.size());
  }

  /** A kind whose execution makes one report and gives its number. */
  private static StrategyKind<String, String, String, String> reporting(Gate<String> gate) {
    return stages((task, flow) -> "" + task.report(flow, Metrics.of(SCORE, 1)).number())
        .gateTimeout(Duration.ofDays(9))
        .gate("slow", gate)
        .build();
  }
}
