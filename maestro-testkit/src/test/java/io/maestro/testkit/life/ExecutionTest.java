package io.maestro.testkit.life;

import static io.maestro.metric.Threshold.atLeast;
import static io.maestro.testkit.ScriptedKind.SCORE;
import static io.maestro.testkit.life.Executions.codes;
import static io.maestro.testkit.life.Executions.develop;
import static io.maestro.testkit.life.Executions.ending;
import static io.maestro.testkit.life.Executions.execute;
import static io.maestro.testkit.life.Executions.executed;
import static io.maestro.testkit.life.Executions.journal;
import static io.maestro.testkit.life.Executions.maestro;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.codec.TypeToken;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.execution.Denial.Code;
import io.maestro.execution.Execution;
import io.maestro.execution.Health;
import io.maestro.execution.Mode;
import io.maestro.flow.FlowContext;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.Retry;
import io.maestro.flow.Round;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.log.LogLine;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.ExecutionTask;
import io.maestro.pipeline.Gate;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunQuery;
import io.maestro.run.RunRejectedException;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Strategy;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.ReentryCheck;
import io.maestro.testkit.SampleStrategy;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How executions go and end, what they report, and how the gate closes on the way. */
final class ExecutionTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  /** Sells day by day, and reports a score that gets worse, from 1 by 0.2 a day. */
  private static int sellFor(int days, ExecutionTask<Integer> task, FlowContext flow) {
    return flow.loop(
        "day",
        Integer.class,
        0,
        (sold, day) -> {
          int next = day.step("sell", Integer.class, step -> sold + task.spec());
          boolean goOn = task.report(day, Metrics.of(SCORE, 1 - 0.2 * sold)).passed();
          return goOn && next < days ? Round.again(next) : Round.done(next);
        });
  }

  private static StrategyKind<String, String, Integer, Integer> kind(
      ExecutionPipeline<Integer, Integer> pipeline,
      UnaryOperator<KindStages.Complete<String, String, Integer, Integer>> more) {
    return more.apply(
            StrategyKind.named("lemonade")
                .research(String.class, (task, flow) -> Research.of("data"))
                .analysis(String.class, (task, flow) -> Analysis.of("view"))
                .creation(Integer.class, (research, analysis) -> Draft.of(1))
                .optimization((task, flow) -> Optimized.of(task.spec(), Metrics.of(SCORE, 1)))
                .validation("always", (candidate, flow) -> CheckResult.pass("fine"))
                .execution(Integer.class, pipeline))
        .build();
  }

  private static StrategyKind<String, String, Integer, Integer> selling(int days) {
    return kind((task, flow) -> sellFor(days, task, flow), same -> same);
  }

  private static StrategyKind<String, String, Integer, Integer> sellingWhile(
      double score, int days) {
    return kind(
        (task, flow) -> sellFor(days, task, flow),
        complete -> complete.gate("score", Gate.that(atLeast(SCORE, score))));
  }

  @Test
  @Proves({"26.7", "26.8"})
  void execution_withTheGateOpen_isCompleted(TestHost host) {
    var execution = executed(host, selling(3));

    assertEquals("completed 3", ending(execution));
    assertEquals(Optional.of(3), execution.outcome());
    assertEquals("", execution.reason());
    assertEquals(Mode.LIVE, execution.mode());
    assertFalse(execution.isRehearsal());
    var completed = (Execution.Completed<Integer>) execution;
    assertEquals(0.6, completed.achieved().value(SCORE).orElseThrow(), 1e-9);
  }

  @Test
  @Proves("26.7")
  void everyStep_isRecordedOnce(TestHost host) {
    executed(host, ScriptedKind.named("lemonade").build());

    assertEquals(
        List.of(
            "begin DONE",
            "version DONE",
            "preparation DONE",
            "gate DONE",
            "execution/work DONE",
            "execution DONE",
            "outcome DONE",
            "forget DONE"),
        journal(host, RunId.of("run")));
  }

  @Test
  @Proves({"26.9", "26.10"})
  void gate_thatClosesOnTheWay_halts(TestHost host) {
    var execution = executed(host, sellingWhile(0.7, 10));

    assertEquals("halted 3", ending(execution));
    assertEquals(List.of(Code.THRESHOLD_BROKEN), codes(execution));
    assertEquals(Optional.of(3), execution.outcome());
    assertEquals(
        1,
        host.log().messages(LogLine.Level.WARN).stream()
            .filter(line -> line.contains("the gate has closed"))
            .count());
  }

  @Test
  @Proves("26.10")
  void gate_onceClosed_staysClosedWhateverThePipelineDoes(TestHost host) {
    List<Boolean> answers = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    var kind =
        kind(
            (task, flow) -> {
              for (int day = 0; day < 4; day++) {
                boolean passed = task.report(flow.at("day", day), Metrics.of(SCORE, 1)).passed();
                answers.add(passed);
              }
              return 4;
            },
            complete ->
                complete.gate(
                    "moody",
                    (now, step) ->
                        asked.incrementAndGet() == 3
                            ? CheckResult.fail("bad day")
                            : CheckResult.pass("fine")));

    var execution = executed(host, kind);

    assertEquals("halted 4", ending(execution));
    assertEquals(List.of(true, false, false, false), answers);
    assertTrue(execution.reason().contains("bad day"));
    assertEquals(3, asked.get());
  }

  @Test
  @Proves("26.9")
  void gate_thatThrowsReturnsNullOrHangsLater_halts(TestHost host, VirtualTime time) {
    List<Gate<Integer>> gates =
        List.of(
            (now, step) -> {
              throw new IOException("no line");
            },
            (now, step) -> null,
            (now, step) -> {
              time.pass(Duration.ofDays(1));
              return CheckResult.pass("late");
            },
            (now, step) -> Executions.deaf(time).examine(now, step));
    for (Gate<Integer> later : gates) {
      AtomicInteger asked = new AtomicInteger();
      var kind =
          kind(
              (task, flow) -> sellFor(3, task, flow),
              complete ->
                  complete.gate(
                      "later",
                      (now, step) ->
                          asked.incrementAndGet() == 1
                              ? CheckResult.pass("fine")
                              : later.examine(now, step)));

      var execution = executed(host, kind);

      assertEquals("halted 1", ending(execution));
      assertEquals(List.of(Code.GATE_ERROR), codes(execution));
    }
    time.advance(Duration.ofDays(4));
  }

  @Test
  @Proves({"26.9", "26.11"})
  void gate_thatAnswersAfterItWasGivenUp_changesNothing(TestHost host, VirtualTime time) {
    AtomicInteger asked = new AtomicInteger();
    var kind =
        kind(
            (task, flow) -> sellFor(3, task, flow),
            complete ->
                complete.gate(
                    "later",
                    (now, step) ->
                        asked.incrementAndGet() == 1
                            ? CheckResult.pass("fine")
                            : Executions.deaf(time).examine(now, step)));
    var maestro = maestro(host, kind);
    var ref = develop(host, maestro, kind).ref();
    var ended = host.get(maestro.executeStrategy(kind, ref, Mode.LIVE, Executions.NAMED).result());
    var before = host.get(maestro.reading(ref, Mode.LIVE)).orElseThrow();

    time.advance(Duration.ofDays(4));

    assertEquals("halted 1", ending(ended));
    assertEquals(1, before.number());
    assertEquals(Optional.of(before), host.get(maestro.reading(ref, Mode.LIVE)));
  }

  @Test
  @Proves("26.9")
  void report_thatExpiresOnTheWay_haltsALiveExecution(TestHost host) {
    var kind =
        kind(
            (task, flow) -> {
              flow.sleep("summer", Duration.ofDays(40));
              return task.report(flow, Metrics.of(SCORE, 1)).passed() ? 1 : 0;
            },
            same -> same);

    var live = executed(host, kind);

    assertEquals("halted 0", ending(live));
    assertEquals(List.of(Code.REPORT_EXPIRED), codes(live));
  }

  @Test
  @Proves({"26.11", "26.12"})
  void report_isKeptAsTheLatestReadingOfItsVersionAndMode(TestHost host) {
    var kind = selling(3);
    var maestro = maestro(host, kind);
    var ref = develop(host, maestro, kind).ref();

    host.get(maestro.executeStrategy(kind, ref, Mode.LIVE, Executions.NAMED).result());

    var reading = host.get(maestro.reading(ref, Mode.LIVE)).orElseThrow();
    assertEquals(3, reading.number());
    assertEquals(RunId.of("run"), reading.run());
    assertEquals(Mode.LIVE, reading.mode());
    assertEquals(0.6, reading.observation().metrics().value(SCORE).orElseThrow(), 1e-9);
    assertEquals(Optional.empty(), host.get(maestro.reading(ref, Mode.REHEARSAL)));
  }

  @Test
  @Proves("26.13")
  void health_worseThanExpectedByMoreThanTheTolerance_isDegradedAndLoggedOncePerChange(
      TestHost host) {
    var kind = selling(5);
    var maestro = maestro(host, kind);
    var ref = develop(host, maestro, kind).ref();

    host.get(maestro.executeStrategy(kind, ref, Mode.LIVE, Executions.NAMED).result());

    assertEquals(Health.DEGRADED, host.get(maestro.reading(ref, Mode.LIVE)).orElseThrow().health());
    assertEquals(
        List.of(
            "LIVE of lemonade:summer@1 is HEALTHY as of report 1",
            "LIVE of lemonade:summer@1 is DEGRADED as of report 4"),
        host.log().messages(LogLine.Level.INFO).stream()
            .filter(line -> line.contains("as of report"))
            .toList());
  }

  @Test
  @Proves({"26.3", "26.14", "13.16"})
  void rehearsal_ofARejectedVersion_runsAndIsMarkedEverywhere(TestHost host) {
    var kind = ScriptedKind.named("lemonade").refusing(LifeStage.VALIDATION, "too sour").build();
    var config = MaestroConfig.builder().performanceThresholds(List.of(atLeast(SCORE, 9))).build();
    var maestro = maestro(host, kind, config);
    Strategy<String> version = develop(host, maestro, kind);

    Run<Execution<String>> run = maestro.executeStrategy(kind, version.ref(), Executions.NAMED);
    var execution = host.get(run.result());

    assertEquals("completed EXECUTION", ending(execution));
    assertTrue(execution.isRehearsal());
    assertEquals(
        1L,
        host.get(maestro.runs(RunQuery.all().tag(StrategyMaestro.MODE_TAG, "REHEARSAL")).count()));
    assertTrue(
        host.log().messages(LogLine.Level.INFO).contains("REHEARSAL of lemonade:summer@1 begins"));
    var again = maestro.executeStrategy(kind, version.ref(), Mode.LIVE).result();
    assertEquals(List.of(Code.NOT_VALIDATED), codes(host.get(again)));
  }

  @Test
  @Proves("26.14")
  void rehearsal_reports_areMarkedAndKeptApart(TestHost host) {
    var kind = selling(2);
    var maestro = maestro(host, kind);
    var ref = develop(host, maestro, kind).ref();

    host.get(maestro.executeStrategy(kind, ref).result());

    assertEquals(Optional.empty(), host.get(maestro.reading(ref, Mode.LIVE)));
    assertEquals(
        Mode.REHEARSAL, host.get(maestro.reading(ref, Mode.REHEARSAL)).orElseThrow().mode());
  }

  @Test
  @Proves("26.7")
  void pipeline_thatThrows_failsTheRun(TestHost host) {
    Script<String> failing = Script.returning("").failing(9, () -> new IOException("no line"));

    var run = execute(host, ScriptedKind.named("lemonade").execution(failing).build(), Mode.LIVE);

    assertEquals(
        "STEP execution/work",
        host.get(run.outcome())
            .<String>fold(value -> "", failed -> failed.kind() + " " + failed.step(), no -> ""));
  }

  @Test
  @Proves("26.7")
  void cancellation_onTheWay_cancelsTheRun(TestHost host, VirtualTime time) {
    Script<String> slow = Script.returning("").hanging(9, time);
    var run = execute(host, ScriptedKind.named("lemonade").execution(slow).build(), Mode.LIVE);
    time.runUntilIdle();

    host.get(run.cancel("enough"));

    assertEquals(
        "cancelled: enough",
        host.get(run.outcome())
            .<String>fold(value -> "", failed -> "", why -> "cancelled: " + why));
  }

  @Test
  @Proves("26.7")
  void pauseRetryAndTimeout_workWithinAnExecution(TestHost host, VirtualTime time) {
    Script<String> script =
        Script.returning("sold")
            .failing(2, () -> new IOException("no line"))
            .pausable(3, Duration.ofSeconds(1), time);
    var kind =
        ScriptedKind.named("lemonade")
            .policy(StepPolicy.retrying(Retry.upTo(5)).timeout(Duration.ofDays(9)))
            .execution(script)
            .build();
    var run = execute(host, kind, Mode.LIVE);
    host.get(run.pause("a look"));
    time.advance(Duration.ofDays(1));
    assertFalse(run.result().isDone());
    host.get(run.resume());

    assertEquals("completed sold", ending(host.get(run.result())));
    assertEquals(3, script.calls());
  }

  @Test
  @Proves("26.1")
  void execution_thatFindsItsQueueFull_isRefused(TestHost host, VirtualTime time) {
    Script<String> slow = Script.returning("sold").taking(Duration.ofHours(1), time);
    var kind = ScriptedKind.named("lemonade").execution(slow).build();
    var config =
        MaestroConfig.builder().pipeline(PipelineQueue.EXECUTION, new PipelineLimits(1, 1)).build();
    var maestro = maestro(host, kind, config);
    var ref = develop(host, maestro, kind).ref();
    var first = maestro.executeStrategy(kind, ref);
    var second = maestro.executeStrategy(kind, ref);

    var third = maestro.executeStrategy(kind, ref);

    var refused = (RunRejectedException) time.failure(third.accepted());
    assertEquals(RunRejectedException.Reason.QUEUE_FULL, refused.reason());
    assertEquals("completed sold", ending(host.get(first.result())));
    assertEquals("completed sold", ending(host.get(second.result())));
  }

  @Test
  @Proves("26.1")
  void execution_isFoundAgainWithItsType(TestHost host) {
    var kind = selling(2);
    var run = execute(host, kind, Mode.LIVE);

    assertEquals(
        "completed 2", ending(host.get(host.maestro().execution(run.id(), kind).result())));
  }

  @Test
  @Proves("18.3")
  void execution_enteredAgainAfterEveryStep_isTheSame() {
    ReentryCheck.verifyExecution(selling(3), ResearchTask.on("summer"));
    ReentryCheck.verifyExecution(sellingWhile(0.7, 10), ResearchTask.on("summer"));
  }

  @Test
  @Proves("26.15")
  void retry_ofAFailedExecution_keepsTheGateClosed(TestHost host) {
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    var kind =
        kind(
            (task, flow) -> {
              task.report(flow.at("day", 1), Metrics.of(SCORE, 1));
              flow.run(
                  "clean",
                  step -> {
                    if (runs.incrementAndGet() == 1) {
                      throw new IOException("no water");
                    }
                  });
              return task.report(flow.at("day", 2), Metrics.of(SCORE, 1)).passed() ? 2 : 1;
            },
            complete ->
                complete.gate(
                    "moody",
                    (now, step) ->
                        asked.incrementAndGet() == 2
                            ? CheckResult.fail("bad day")
                            : CheckResult.pass("fine")));
    var failed = execute(host, kind, Mode.LIVE);
    host.get(failed.outcome());

    var again =
        host.maestro()
            .retry(
                failed.id(),
                TypeToken.<Execution<Integer>>parameterized(Execution.class, kind.outcomeType()),
                RunOptions.named("again"));

    assertEquals("halted 1", ending(host.get(again.result())));
  }

  @Test
  @Proves("2.2")
  void report_madeTwiceInOneContext_saysHowToTellThemApart(TestHost host) {
    var kind =
        kind(
            (task, flow) -> {
              task.report(flow, Metrics.of(SCORE, 1));
              return task.report(flow, Metrics.of(SCORE, 1)).number();
            },
            same -> same);

    var run = execute(host, kind, Mode.LIVE);

    String failure =
        host.get(run.outcome()).<String>fold(value -> "", failed -> failed.message(), no -> "");
    assertTrue(failure.contains("task.report(flow.at("), failure);
  }

  @Test
  @Proves("26.16")
  void task_withoutAMaestro_isAlwaysOpen() {
    var task = ExecutionTask.of(SampleStrategy.of(1).build(), Mode.REHEARSAL);
    var workflow =
        Workflow.of("flow", String.class, Integer.class, (in, flow) -> sellFor(3, task, flow));

    ReentryCheck.verify(workflow, "");
  }
}
