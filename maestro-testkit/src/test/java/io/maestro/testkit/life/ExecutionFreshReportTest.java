package io.maestro.testkit.life;

import static io.maestro.testkit.ScriptedKind.SCORE;
import static io.maestro.testkit.life.Executions.codes;
import static io.maestro.testkit.life.Executions.develop;
import static io.maestro.testkit.life.Executions.ending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.codec.TypeToken;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.execution.Denial.Code;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Retry;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an execution does once the report that it rests on has expired on the way. */
@SuppressWarnings("FutureReturnValueIgnored") // the ends of the runs are looked at instead
final class ExecutionFreshReportTest {
  private static final Duration LONG = Duration.ofHours(2);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final List<String> calls = new CopyOnWriteArrayList<>();

  private String act(String name) {
    calls.add(name);
    return name;
  }

  private static StrategyKind<String, String, String, String> kind(
      ExecutionPipeline<String, String> pipeline,
      UnaryOperator<KindStages.Complete<String, String, String, String>> more) {
    return more.apply(
            StrategyKind.named("lemonade")
                .research(String.class, (task, flow) -> Research.of("data"))
                .analysis(String.class, (task, flow) -> Analysis.of("view"))
                .creation(String.class, (research, analysis) -> Draft.of("spec"))
                .optimization((task, flow) -> Optimized.of("spec", Metrics.of(SCORE, 1)))
                .validation("always", (candidate, flow) -> CheckResult.pass("fine"))
                .execution(String.class, pipeline)
                .validFor(Duration.ofHours(1)))
        .build();
  }

  private static StrategyKind<String, String, String, String> kind(
      ExecutionPipeline<String, String> pipeline) {
    return kind(pipeline, same -> same);
  }

  private static Execution<String> executed(
      TestHost host, ExecutionPipeline<String, String> pipeline) {
    return Executions.executed(host, kind(pipeline));
  }

  private static StrategyMaestro on(
      StateStoreFactory store, TestHost host, StrategyKind<?, ?, ?, ?> kind) {
    return host.start(builder -> builder.register(kind).store(store));
  }

  private void sell(FlowContext flow) {
    flow.step("sell", String.class, step -> act("sell"));
  }

  @Test
  @Proves("26.3")
  void pauseBetweenGateAndFirstStep_thatOutlastsTheReport_denies(TestHost host, VirtualTime time) {
    var kind =
        kind(
            (task, flow) -> flow.step("buy", String.class, step -> act("buy")),
            complete ->
                complete.gate(
                    "slow",
                    (now, step) -> {
                      time.pass(Duration.ofSeconds(9));
                      return CheckResult.pass("open");
                    }));
    Run<Execution<String>> run = Executions.execute(host, kind, Mode.LIVE);
    time.advance(Duration.ofSeconds(1));
    host.get(run.pause("a look"));
    time.advance(LONG);
    host.get(run.resume());

    var ended = host.get(run.result());

    assertEquals("denied", ending(ended));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(ended));
    assertEquals(List.of(), calls);
  }

  @Test
  @Proves("26.3")
  void crashWhileAsleep_thatOutlastsTheReport_halts(TestHost host, VirtualTime time) {
    var kind =
        kind(
            (task, flow) -> {
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("night", Duration.ofMinutes(8));
              sell(flow);
              return "sold";
            });
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.runUntilIdle();
    dying.crash();
    time.advance(LONG);

    var ended = host.get(on(stores, host, kind).execution(RunId.of("run"), kind).result());

    assertEquals("halted", ending(ended));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(ended));
    assertTrue(ended.outcome().isEmpty());
    assertEquals(List.of("buy"), calls);
  }

  @Test
  @Proves("26.3")
  void sleepBeforeTheFirstStep_thatOutlastsTheReport_denies(TestHost host) {
    var ended =
        executed(
            host,
            (task, flow) -> {
              flow.sleep("summer", LONG);
              return flow.step("buy", String.class, step -> act("buy"));
            });

    assertEquals("denied", ending(ended));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(ended));
    assertEquals(List.of(), calls);
  }

  @Test
  @Proves({"26.3", "26.10"})
  void pipeline_thatCatchesARefusal_isRefusedOnAndHaltedWithItsValue(TestHost host) {
    var ended =
        executed(
            host,
            (task, flow) -> {
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("summer", LONG);
              for (int day = 0; day < 3; day++) {
                try {
                  sell(flow.at("day", day));
                } catch (StepFailedException refused) {
                  assertEquals(Failure.Kind.REFUSED, refused.failure().kind());
                }
              }
              return "bought";
            });

    assertEquals("halted bought", ending(ended));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(ended));
    assertEquals(List.of("buy"), calls);
  }

  @Test
  @Proves("26.3")
  void pipeline_thatFailsOverARefusal_isHalted(TestHost host) {
    var ended =
        executed(
            host,
            (task, flow) -> {
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("summer", LONG);
              try {
                sell(flow);
              } catch (StepFailedException refused) {
                throw new IOException("could not sell", refused);
              }
              return "sold";
            });

    assertEquals("halted", ending(ended));
  }

  @Test
  @Proves("26.3")
  void pipeline_thatAReportHasTold_windsUp(TestHost host) {
    var ended =
        executed(
            host,
            (task, flow) -> {
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("summer", LONG);
              assertEquals(
                  List.of(Code.REPORT_EXPIRED),
                  task.report(flow, Metrics.of(SCORE, 1)).denials().stream()
                      .map(denial -> denial.code())
                      .toList());
              sell(flow);
              return "wound up";
            });

    assertEquals("halted wound up", ending(ended));
    assertEquals(List.of("buy", "sell"), calls);
  }

  @Test
  @Proves("26.3")
  void compensations_areNotRefused(TestHost host) {
    var ended =
        executed(
            host,
            (task, flow) -> {
              flow.compensation("give-back", step -> act("give back"));
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("summer", LONG);
              try {
                sell(flow);
              } catch (StepFailedException refused) {
                flow.compensate();
              }
              return "nothing";
            });

    assertEquals("halted nothing", ending(ended));
    assertEquals(List.of("buy", "give back"), calls);
  }

  @Test
  @Proves({"21.22", "26.3"})
  void everyVerbThatBeginsWork_isRefused(TestHost host) {
    Workflow<String, String> errand =
        Workflow.of("errand", String.class, String.class, (in, flow) -> act("child"));
    List<Consumer<FlowContext>> verbs =
        List.of(
            flow -> flow.step("a", String.class, step -> act("step")),
            flow -> flow.run("b", step -> act("run")),
            flow ->
                flow.await(
                    "c", String.class, step -> CompletableFuture.completedFuture(act("await"))),
            flow ->
                flow.effect(
                    "d", String.class, step -> act("effect"), step -> Reconciliation.resume()),
            flow ->
                flow.each("e", List.of(1, 2), item -> item)
                    .step(String.class, (item, step) -> act("each " + item))
                    .join(),
            flow -> flow.fork("f", branch -> branch.step("g", String.class, step -> act("fork"))),
            flow ->
                flow.stage(
                    "h",
                    String.class,
                    stage -> stage.step("i", String.class, step -> act("stage"))),
            flow ->
                flow.intentFirst(
                    (doubt, settling) -> {},
                    part -> part.step("j", String.class, step -> act("nested"))),
            flow ->
                flow.transaction(
                    "k",
                    TypeToken.of(String.class),
                    Object.class,
                    (resource, step) -> act("transaction")),
            flow -> flow.child("l", errand, "in"));
    for (Consumer<FlowContext> verb : verbs) {
      var kind =
          kind(
              (task, flow) -> {
                flow.sleep("summer", LONG);
                verb.accept(flow);
                return "done";
              });
      var maestro = host.start(builder -> builder.register(kind).register(errand));
      var run = maestro.executeStrategy(kind, develop(host, maestro, kind).ref(), Mode.LIVE);

      String ended = ending(host.get(run.result()));

      assertTrue(ended.equals("denied") || ended.equals("halted"), ended);
      assertEquals(List.of(), calls);
    }
  }

  @Test
  @Proves("26.3")
  void attempt_afterALongBackoff_isRefused(TestHost host) {
    StepPolicy patient = StepPolicy.retrying(Retry.upTo(2).backoff(LONG, LONG));

    var ended =
        executed(
            host,
            (task, flow) ->
                flow.with(patient)
                    .step(
                        "buy",
                        String.class,
                        step -> {
                          host.time().jumpWall(LONG);
                          act("buy " + step.attempt());
                          throw new IOException("no line");
                        }));

    assertEquals("halted", ending(ended));
    assertEquals(List.of("buy 1"), calls);
  }

  @Test
  @Proves("26.3")
  void refusal_onceRecorded_standsAfterARestartWithTheClockSetBack(
      TestHost host, VirtualTime time) {
    var kind =
        kind(
            (task, flow) -> {
              flow.step("buy", String.class, step -> act("buy"));
              flow.sleep("summer", LONG);
              try {
                sell(flow);
              } catch (StepFailedException refused) {
                flow.sleep("think", Duration.ofMinutes(9));
              }
              return "bought";
            });
    var stores = InMemoryStateStore.retained();
    Node dying = Node.of(stores);
    var first = on(dying, host, kind);
    first.executeStrategy(kind, develop(host, first, kind).ref(), Mode.LIVE, Executions.NAMED);
    time.advance(LONG.plusMinutes(1));
    dying.crash();
    time.jumpWall(LONG.negated());

    var run = on(stores, host, kind).execution(RunId.of("run"), kind);
    time.advance(LONG.plusHours(2));

    assertEquals("halted bought", ending(host.get(run.result())));
    assertEquals(List.of("buy"), calls);
  }

  @Test
  @Proves("26.3")
  void rehearsal_isNeverRefused(TestHost host) {
    var kind =
        kind(
            (task, flow) -> {
              flow.sleep("summer", LONG);
              return flow.step("buy", String.class, step -> act("buy"));
            });

    var run = Executions.execute(host, kind, Mode.REHEARSAL);

    assertEquals("completed buy", ending(host.get(run.result())));
  }

  @Test
  @Proves({"26.3", "26.15"})
  void retry_onceTheReportHasExpired_haltsIfTheFailedRunMayHaveActed(
      TestHost host, VirtualTime time) {
    var kind =
        kind(
            (task, flow) ->
                flow.step(
                    "buy",
                    String.class,
                    step -> {
                      act("buy");
                      throw new IOException("no line");
                    }));
    var failed = Executions.execute(host, kind, Mode.LIVE);
    host.get(failed.outcome());
    time.advance(LONG);

    var again = retry(host, failed, kind);

    assertEquals("halted", ending(again));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(again));
    assertEquals(List.of("buy"), calls);
  }

  @Test
  @Proves({"26.2", "26.15"})
  void retry_onceTheReportHasExpired_isDeniedIfTheFailedRunNeverPassedTheGate(
      TestHost host, VirtualTime time) {
    var kind =
        kind(
            (task, flow) -> flow.step("buy", String.class, step -> act("buy")),
            complete ->
                complete.preparation(
                    (now, flow) -> {
                      throw new IllegalStateException("no lemons");
                    }));
    var failed = Executions.execute(host, kind, Mode.LIVE);
    host.get(failed.outcome());
    time.advance(LONG);

    var again = retry(host, failed, kind);

    assertEquals("denied", ending(again));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(again));
  }

  private static Execution<String> retry(
      TestHost host,
      Run<Execution<String>> failed,
      StrategyKind<String, String, String, String> kind) {
    TypeToken<Execution<String>> type =
        TypeToken.parameterized(Execution.class, kind.outcomeType());
    return host.get(host.maestro().retry(failed.id(), type, RunOptions.named("again")).result());
  }
}
