package io.maestro.testkit.life;

import static io.maestro.metric.Threshold.atLeast;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.config.MaestroConfig;
import io.maestro.config.PipelineLimits;
import io.maestro.flow.PipelineQueue;
import io.maestro.kind.KindStages;
import io.maestro.kind.StrategyKind;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.Check;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.run.RunRejectedException;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Development;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.strategy.Strategy;
import io.maestro.strategy.StrategyRef;
import io.maestro.strategy.Trial;
import io.maestro.strategy.ValidationReport;
import io.maestro.strategy.Verdict;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.Script;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verdicts, versions and lineage, and how many developments go on at once. */
final class DevelopmentTest {
  private static final ResearchTask TASK = ResearchTask.on("summer");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private static KindStages.NeedsValidation<Integer, Integer, Integer> numbers() {
    return StrategyKind.named("numbers")
        .research(Integer.class, (task, flow) -> Research.of(1))
        .analysis(Integer.class, (task, flow) -> Analysis.of(task.data() + 1))
        .creation(Integer.class, (research, analysis) -> Draft.of(analysis.view() + 1))
        .optimization(
            (task, flow) ->
                Optimized.of(task.spec() + 1, Metrics.of(ScriptedKind.SCORE, 1))
                    .after(List.of(Trial.of(3, Metrics.none()), Trial.of(4, Metrics.none()))));
  }

  private static StrategyKind<Integer, Integer, Integer, String> checkedBy(
      Map<String, Check<Object, Object, Object>> checks) {
    KindStages.NeedsExecution<Integer, Integer, Integer> checked =
        numbers().validation("first", (candidate, flow) -> CheckResult.pass("fine"));
    for (var check : checks.entrySet()) {
      checked = checked.validation(check.getKey(), check.getValue());
    }
    return checked.execution(String.class, (task, flow) -> "done").build();
  }

  private static <R, A, S> Development<S> develop(
      TestHost host, StrategyKind<R, A, S, String> kind) {
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));
    return host.get(maestro.developStrategy(kind, TASK, RunOptions.named("summer-1")).result());
  }

  @Test
  @Proves("13.6")
  void check_thatThrows_isAnErrorAndRefuses(TestHost host) {
    Check<Object, Object, Object> broken =
        (candidate, flow) -> {
          throw new IOException("no connection");
        };

    var development = develop(host, checkedBy(Map.of("broken", broken)));

    var rejected = assertInstanceOf(Development.Rejected.class, development);
    assertEquals(Verdict.ERROR, rejected.report().overall());
    assertTrue(development.reason().contains("no connection"), development.reason());
  }

  @Test
  @Proves("13.7")
  void check_ofAMissingMetric_isInconclusiveAndRefuses(TestHost host) {
    var few = Check.that(atLeast(ScriptedKind.SCORE, 0).minSamples(30));

    var development = develop(host, checkedBy(Map.of("few", few)));

    var rejected = assertInstanceOf(Development.Rejected.class, development);
    assertEquals(Verdict.INCONCLUSIVE, rejected.report().overall());
  }

  @Test
  @Proves("13.5")
  void check_thatWarns_refusesUnlessTheKindLetsItPass(TestHost host) {
    var strict = numbers().validation("w", (candidate, flow) -> CheckResult.warn("hm"));
    var strictKind = strict.execution(String.class, (task, flow) -> "").build();
    var lenientKind = strict.execution(String.class, (task, flow) -> "").warningsPass().build();

    assertTrue(develop(host, strictKind).strategy().isEmpty());
    assertTrue(develop(host, lenientKind).strategy().isPresent());
  }

  @Test
  @Proves("13.4")
  void checks_afterOneThatFails_areAllMadeInOrder(TestHost host) {
    Check<Object, Object, Object> failing = (candidate, flow) -> CheckResult.fail("no");
    var kind =
        numbers()
            .validation("b", failing)
            .validation("a", (candidate, flow) -> CheckResult.pass("yes"))
            .execution(String.class, (task, flow) -> "")
            .build();

    var rejected = assertInstanceOf(Development.Rejected.class, develop(host, kind));

    assertEquals(List.of("b", "a"), List.copyOf(rejected.report().checks().keySet()));
  }

  @Test
  @Proves("13.17")
  void pipeline_thatThrows_failsTheRunAndNamesItself(TestHost host) {
    var kind =
        StrategyKind.named("broken")
            .research(
                String.class,
                (task, flow) -> {
                  throw new IOException("no source");
                })
            .analysis(String.class, (task, flow) -> Analysis.of(""))
            .creation(String.class, (research, analysis) -> Draft.of(""))
            .optimization((task, flow) -> Optimized.of("", Metrics.none()))
            .validation("v", (candidate, flow) -> CheckResult.pass(""))
            .execution(String.class, (task, flow) -> "")
            .build();
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));

    String failure =
        host.get(maestro.developStrategy(kind, TASK).outcome())
            .fold(value -> "", Failure::message, why -> "");

    assertTrue(
        failure.contains("research pipeline threw") && failure.contains("no source"), failure);
  }

  @Test
  @Proves({"13.8", "13.9", "13.10"})
  void developments_ofOneTopic_makeVersionsWithTheirLineage(TestHost host) {
    var kind = checkedBy(Map.of());
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));

    for (int i = 1; i <= 3; i++) {
      host.get(maestro.developStrategy(kind, TASK, RunOptions.named("summer-" + i)).result());
    }

    var versions = host.get(maestro.strategies().list("numbers", "summer", 0, 10)).items();
    Strategy<Integer> second =
        host.get(maestro.strategies().find(new StrategyRef("numbers", "summer", 2), Integer.class))
            .orElseThrow();
    assertEquals(
        List.of("numbers:summer@1", "numbers:summer@2", "numbers:summer@3"),
        versions.stream().map(StrategyRef::toString).toList());
    assertEquals(4, second.spec());
    assertEquals(RunId.of("summer-2"), second.lineage().run());
    assertEquals(OptionalInt.of(1), second.lineage().parent());
    assertEquals(2, second.lineage().trials());
    assertEquals(
        3,
        host.get(maestro.strategies().latest("numbers", "summer", Integer.class))
            .orElseThrow()
            .ref()
            .version());
  }

  @Test
  @Proves("13.11")
  void topics_thatAreNoNames_getNamesOfTheirOwn(TestHost host) {
    var kind = checkedBy(Map.of());
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));

    List<String> names =
        Stream.of("a b", "a-b", "a  b", "\u4e2d", "\u6587", "x".repeat(90), "x".repeat(91))
            .map(topic -> maestro.developStrategy(kind, ResearchTask.on(topic)).result())
            .map(result -> host.get(result).strategy().orElseThrow().ref())
            .map(ref -> ref.name() + "@" + ref.version())
            .toList();

    assertEquals(names.stream().distinct().count(), names.size());
    assertTrue(names.stream().allMatch(name -> name.endsWith("@1")), names.toString());
  }

  @Test
  @Proves("13.12")
  void report_isValidForAsLongAsTheKindSays(TestHost host) {
    var kind =
        numbers()
            .validation("v", (candidate, flow) -> CheckResult.pass(""))
            .execution(String.class, (task, flow) -> "")
            .validFor(Duration.ofDays(3))
            .build();

    ValidationReport report = develop(host, kind).strategy().orElseThrow().report();

    assertEquals(Duration.ofDays(3), Duration.between(report.at(), report.validUntil()));
  }

  @Test
  @Proves({"13.13", "12.6"})
  void developments_beyondTheLimit_waitAndBeyondTheQueueAreRefused(TestHost host) {
    Script<String> slow = Script.returning("x").taking(Duration.ofHours(1), host.time());
    var kind = ScriptedKind.named("slow").stage(LifeStage.ANALYSIS, slow).build();
    var config =
        MaestroConfig.builder()
            .maxConcurrentStrategies(2)
            .pipeline(PipelineQueue.RESEARCH, new PipelineLimits(16, 3))
            .build();
    StrategyMaestro maestro = host.start(builder -> builder.register(kind).config(config));

    List<Run<Development<String>>> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(maestro.developStrategy(kind, ResearchTask.on("topic-" + i)));
    }
    host.time().advance(Duration.ofMinutes(30));
    int startedAtOnce = slow.calls();
    RunRejectedException refusal =
        assertInstanceOf(RunRejectedException.class, host.time().failure(runs.get(5).accepted()));
    runs.subList(0, 5).forEach(run -> host.get(run.result()));

    assertEquals(2, startedAtOnce);
    assertEquals(RunRejectedException.Reason.QUEUE_FULL, refusal.reason());
    assertEquals(5, slow.calls());
  }

  @Test
  @Proves("13.15")
  void trial_thatFails_isAFailedTrialAndNoBadScore(TestHost host) {
    var kind =
        StrategyKind.named("trials")
            .research(Integer.class, (task, flow) -> Research.of(0))
            .analysis(Integer.class, (task, flow) -> Analysis.of(0))
            .creation(Integer.class, (research, analysis) -> Draft.of(0))
            .optimization(
                (task, flow) ->
                    Optimized.best(
                        Trial.each(
                            flow,
                            "try",
                            List.of(1, 2, 3),
                            number -> number,
                            (number, step) -> {
                              if (number == 3) {
                                throw new IOException("down");
                              }
                              return Metrics.of(ScriptedKind.SCORE, number);
                            }),
                        ScriptedKind.SCORE))
            .validation("v", (candidate, flow) -> CheckResult.pass(""))
            .execution(String.class, (task, flow) -> "")
            .build();

    Strategy<Integer> strategy = develop(host, kind).strategy().orElseThrow();

    assertEquals(2, strategy.spec());
    assertEquals(3, strategy.lineage().trials());
  }
}
