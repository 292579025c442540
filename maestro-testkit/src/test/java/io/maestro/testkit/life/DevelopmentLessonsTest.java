package io.maestro.testkit.life;

import static io.maestro.knowledge.KnowledgeQuery.about;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Origin;
import io.maestro.knowledge.Subject;
import io.maestro.log.LogLine;
import io.maestro.metric.Metrics;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RecordedStep;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.store.StoreException;
import io.maestro.strategy.Analysis;
import io.maestro.strategy.CheckResult;
import io.maestro.strategy.Development;
import io.maestro.strategy.Draft;
import io.maestro.strategy.Optimized;
import io.maestro.strategy.Research;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.LifeStage;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.ScriptedKind;
import io.maestro.testkit.TestHost;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a development teaches, and what the next one makes of it. */
final class DevelopmentLessonsTest {
  private static final ResearchTask TASK = ResearchTask.on("summer");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  /** Tries the next price of which research does not know that it failed. */
  private static final StrategyKind<Integer, Integer, Integer, String> CURIOUS =
      StrategyKind.named("curious")
          .research(
              Integer.class,
              (task, flow) ->
                  Research.of(
                      flow.step(
                          "known",
                          Integer.class,
                          step ->
                              step.knowledge().query(about("curious").in("heat")).failed().size())))
          .analysis(Integer.class, (task, flow) -> Analysis.of(task.data()).in("heat"))
          .creation(Integer.class, (research, analysis) -> Draft.of(research.data()))
          .optimization(
              (task, flow) ->
                  Optimized.of(task.spec(), Metrics.of(ScriptedKind.SCORE, task.spec(), 30)))
          .validation(
              "dear",
              (candidate, flow) ->
                  candidate.spec() < 2 ? CheckResult.fail("too cheap") : CheckResult.pass("good"))
          .execution(String.class, (task, flow) -> "")
          .build();

  @Test
  @Proves("25.21")
  void developments_oneAfterTheOther_learnWhatWasTriedAndDoNotRepeatIt(TestHost host) {
    StrategyMaestro maestro = host.start(builder -> builder.register(CURIOUS));

    for (int i = 1; i <= 3; i++) {
      host.get(maestro.developStrategy(CURIOUS, TASK, RunOptions.named("s-" + i)).result());
    }

    KnowledgeFixture knowledge = KnowledgeFixture.on(maestro, host.time());
    knowledge.expect(about("curious").in("heat")).worked("2").failed("0", "1");
    KnowledgeBundle all = knowledge.ask(about("curious"));
    Evidence failed = evidence(all, "0");
    Evidence worked = evidence(all, "2");
    assertEquals("curious:summer@1: dear: FAIL, too cheap", failed.detail());
    assertEquals(new Origin(RunId.of("s-1"), "learn"), failed.origin().orElseThrow());
    assertEquals("curious:summer@3 passed its checks", worked.detail());
    assertEquals(Metrics.of(ScriptedKind.SCORE, 2, 30), worked.effect());
  }

  private static Evidence evidence(KnowledgeBundle all, String name) {
    Knowledge item = all.find(Subject.of("curious", name).in("heat")).orElseThrow();
    assertEquals(1, item.evidence().size());
    return item.evidence().get(0);
  }

  @Test
  @Proves("25.21")
  void development_thatIsConcluded_hasTriedNothing(TestHost host) {
    var kind = ScriptedKind.named("k").refusing(LifeStage.OPTIMIZATION, "nothing to gain").build();
    StrategyMaestro maestro = host.start(builder -> builder.register(kind));

    host.get(maestro.developStrategy(kind, TASK).result());

    KnowledgeFixture.on(maestro, host.time()).expect(about("k")).nothing();
  }

  @Test
  @Proves("25.22")
  void development_whoseLessonCannotBeRecorded_completesAndSaysSo(TestHost host) {
    AtomicInteger tried = new AtomicInteger();
    var kind = ScriptedKind.named("k").build();
    StrategyMaestro maestro =
        host.start(builder -> builder.register(kind).knowledge(context -> new Away(tried)));

    Run<Development<String>> run = maestro.developStrategy(kind, TASK);
    Development<String> development = host.get(run.result());

    assertTrue(development.strategy().isPresent());
    assertEquals(3, tried.get());
    RecordedStep last =
        host.get(maestro.journal(run.id())).stream().reduce((a, b) -> b).orElseThrow();
    assertEquals("learn", last.path());
    assertEquals(RecordedStep.State.FAILED, last.state());
    assertEquals(
        3,
        host.log().messages(LogLine.Level.WARN).stream()
            .filter(line -> line.startsWith("not recorded: ") && line.contains("base is away"))
            .count());
    assertTrue(
        host.listener().steps().stream()
            .anyMatch(told -> told.step().failure().toString().contains("the base is away")));
  }

  @Test
  @Proves("25.22")
  void development_whoseBaseNeverAnswers_completesAfterThreeTimeouts(TestHost host) {
    var kind = ScriptedKind.named("k").build();
    StrategyMaestro maestro =
        host.start(builder -> builder.register(kind).knowledge(context -> new Silent()));

    Development<String> development = host.get(maestro.developStrategy(kind, TASK).result());

    assertTrue(development.strategy().isPresent());
  }

  /** A base that can't be reached. */
  private record Away(AtomicInteger tried) implements KnowledgeStore {
    @Override
    public CompletableFuture<Evidence> record(Lesson lesson) {
      tried.incrementAndGet();
      return CompletableFuture.failedFuture(new StoreException("the base is away", null));
    }

    @Override
    public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
      return CompletableFuture.failedFuture(new StoreException("the base is away", null));
    }

    @Override
    public void close() {}
  }

  /** A base that never answers. */
  private static final class Silent implements KnowledgeStore {
    @Override
    public CompletableFuture<Evidence> record(Lesson lesson) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }
}
