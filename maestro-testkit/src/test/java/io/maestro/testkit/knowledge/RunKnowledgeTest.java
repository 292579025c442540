package io.maestro.testkit.knowledge;

import static io.maestro.knowledge.KnowledgeQuery.about;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.core.memory.InMemoryStateStore;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepCode;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Origin;
import io.maestro.knowledge.Stance;
import io.maestro.knowledge.Subject;
import io.maestro.run.Run;
import io.maestro.run.RunId;
import io.maestro.run.RunOptions;
import io.maestro.store.StateStoreFactory;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run knows, and what it may learn. */
final class RunKnowledgeTest {
  private static final Subject SWEET = Lesson.on("lemonade", "sweet");
  private static final Subject SOUR = Lesson.on("lemonade", "sour");
  private static final KnowledgeQuery LEMONADE = about("lemonade");
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  /** Asks at once, and again after ten days. */
  private static final Workflow<String, String> ASKING_TWICE =
      Workflow.of("asking", String.class, String.class, RunKnowledgeTest::askTwice);

  private static String askTwice(String input, FlowContext flow) {
    String before = flow.step("before", String.class, names(LEMONADE));
    flow.sleep("wait", Duration.ofDays(10));
    String after = flow.step("after", String.class, names(LEMONADE));
    return before + " " + after;
  }

  private static StepCode<String> names(KnowledgeQuery query) {
    return step ->
        step.knowledge().query(query).items().stream()
            .map(item -> item.subject().name())
            .toList()
            .toString();
  }

  private static Workflow<String, String> doing(StepCode<String> code) {
    return Workflow.of(
        "doing", String.class, String.class, (input, flow) -> flow.step("do", String.class, code));
  }

  private static String run(TestHost host, StepCode<String> code) {
    Workflow<String, String> workflow = doing(code);
    StrategyMaestro maestro = host.start(builder -> builder.register(workflow));
    return host.get(maestro.start(workflow, "", RunOptions.named("doing-1")).result());
  }

  @Test
  @Proves("25.13")
  void run_thatWaits_seesWhatWasKnownWhenItWasCreated(TestHost host) {
    StrategyMaestro maestro = host.start(builder -> builder.register(ASKING_TWICE));
    KnowledgeFixture knowledge = KnowledgeFixture.on(maestro, host.time());
    knowledge.plant(SWEET.worked());

    Run<String> run = maestro.start(ASKING_TWICE, "");
    host.time().advance(DAY);
    knowledge.plant(SOUR.worked());
    knowledge.plantAt(host.time().now().minus(DAY.multipliedBy(9)), SOUR.worked());

    assertEquals("[sweet] [sweet]", host.get(run.result()));
  }

  @Test
  @Proves({"25.13", "25.18"})
  void run_afterARestart_seesTheSame(TestHost host) {
    StateStoreFactory store = InMemoryStateStore.retained();
    StrategyMaestro first = host.start(builder -> builder.register(ASKING_TWICE).store(store));
    KnowledgeFixture.on(first, host.time()).plant(SWEET.worked());
    Run<String> started = first.start(ASKING_TWICE, "");
    host.time().advance(DAY);
    host.get(first.shutdown(Duration.ZERO));

    host.time().advance(DAY);
    StrategyMaestro second = host.start(builder -> builder.register(ASKING_TWICE).store(store));
    KnowledgeFixture knowledge = KnowledgeFixture.on(second, host.time());
    knowledge.plantAt(host.time().now().minus(DAY.multipliedBy(9)), SOUR.worked());

    assertEquals("[sweet] [sweet]", host.get(second.run(started.id(), String.class).result()));
    knowledge.expect(LEMONADE).worked("sweet", "sour");
  }

  @Test
  @Proves("25.13")
  void whatIsRecordedAtTheMomentOfCreation_isKnown(TestHost host) {
    StrategyMaestro maestro = host.start(builder -> builder.register(ASKING_TWICE));
    Run<String> run = maestro.start(ASKING_TWICE, "");
    host.time().runUntilIdle();

    KnowledgeFixture.on(maestro, host.time()).plant(SWEET.worked());

    assertEquals("[] [sweet]", host.get(run.result()));
  }

  @Test
  @Proves("25.13")
  void run_weighsAsOfItsCreation(TestHost host) {
    Workflow<String, Double> patient =
        Workflow.of(
            "patient",
            String.class,
            Double.class,
            (input, flow) -> {
              flow.sleep("age", KnowledgeQuery.DEFAULT_HALF_LIFE.multipliedBy(2));
              return flow.step(
                  "ask",
                  Double.class,
                  step -> step.knowledge().query(LEMONADE).items().get(0).weightFor());
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(patient));
    KnowledgeFixture.on(maestro, host.time())
        .plantAt(host.time().now().minus(KnowledgeQuery.DEFAULT_HALF_LIFE), SWEET.worked());

    assertEquals(0.5, host.get(maestro.start(patient, "").result()));
  }

  @Test
  @Proves({"25.6", "25.7", "25.13"})
  void run_thatSimulates_isAnsweredAsOfTheMomentItNames(TestHost host) {
    Instant past = host.time().now().minus(DAY.multipliedBy(4_000));
    Instant future = host.time().now().plus(DAY);
    Workflow<String, String> simulating =
        doing(
            step ->
                names(LEMONADE.asOf(past)).run(step)
                    + names(LEMONADE).run(step)
                    + names(LEMONADE.asOf(future)).run(step)
                    + names(LEMONADE.knownBy(past)).run(step));
    StrategyMaestro maestro = host.start(builder -> builder.register(simulating));
    KnowledgeFixture knowledge = KnowledgeFixture.on(maestro, host.time());
    knowledge.plantAt(past, SWEET.worked());
    knowledge.plantAt(past.plusNanos(1), SOUR.worked());
    knowledge.plantAt(future, SOUR.failed("a look into the future").id("planted"));

    String answers = host.get(maestro.start(simulating, "").result());

    assertEquals("[sweet][sour, sweet][sweet, sour][]", answers);
  }

  @Test
  @Proves("25.14")
  void run_neverSeesWhatItRecordedItself(TestHost host) {
    String seen =
        run(
            host,
            step -> {
              step.knowledge().record(SWEET.worked());
              return names(LEMONADE.asOf(step.now())).run(step)
                  + names(LEMONADE.notFrom(RunId.of("another"))).run(step);
            });

    assertEquals("[][]", seen);
    KnowledgeFixture.on(host.maestro(), host.time()).expect(LEMONADE).worked("sweet");
  }

  @Test
  @Proves("25.14")
  void nextRun_seesWhatTheOneBeforeRecorded(TestHost host) {
    Workflow<String, String> learning =
        doing(
            step -> {
              String seen = names(LEMONADE).run(step);
              step.knowledge().record(SWEET.worked());
              return seen;
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(learning));

    String first = host.get(maestro.start(learning, "").result());
    String second = host.get(maestro.start(learning, "").result());

    assertEquals("[] [sweet]", first + " " + second);
  }

  @Test
  @Proves("25.15")
  void stepAttemptedAgain_recordsItsLessonsOnce(TestHost host) {
    Workflow<String, String> stumbling =
        Workflow.of(
            "stumbling",
            String.class,
            String.class,
            (input, flow) ->
                flow.with(StepPolicy.retrying(Retry.upTo(3)))
                    .step("learn", String.class, RunKnowledgeTest::recordThenStumble));
    StrategyMaestro maestro = host.start(builder -> builder.register(stumbling));

    String outcome = host.get(maestro.start(stumbling, "", RunOptions.named("s-1")).result());

    Knowledge sweet = host.get(maestro.knowledge().query(LEMONADE)).find(SWEET).orElseThrow();
    assertEquals("done", outcome);
    assertEquals(2, sweet.supporting());
    assertEquals(1, sweet.contradicting());
    assertEquals(
        List.of(new Origin(RunId.of("s-1"), "learn")),
        sweet.evidence().stream().map(piece -> piece.origin().orElseThrow()).distinct().toList());
  }

  private static String recordThenStumble(io.maestro.flow.StepContext step) throws Exception {
    Evidence first = step.knowledge().record(SWEET.worked());
    Evidence stands = step.knowledge().record(SWEET.failed("the same lesson, said otherwise"));
    step.knowledge().record(SWEET.worked().id("second"));
    step.knowledge().record(SWEET.failed("third").id("third"));
    assertEquals(Stance.FOR, stands.stance());
    assertEquals(first, stands);
    if (step.attempt() < 3) {
      throw new IOException("stumbled");
    }
    return "done";
  }

  @Test
  @Proves("25.15")
  void twoStepsAndTwoRuns_recordTheirLessonsEach(TestHost host) {
    Workflow<String, String> learning =
        Workflow.of(
            "learning",
            String.class,
            String.class,
            (input, flow) -> {
              flow.run("one", step -> step.knowledge().record(SWEET.worked().id("x")));
              flow.run("two", step -> step.knowledge().record(SWEET.worked().id("x")));
              return "";
            });
    StrategyMaestro maestro = host.start(builder -> builder.register(learning));

    host.get(maestro.start(learning, "").result());
    host.get(maestro.start(learning, "").result());

    Knowledge sweet = host.get(maestro.knowledge().query(LEMONADE)).find(SWEET).orElseThrow();
    assertEquals(4, sweet.supporting());
    assertTrue(sweet.evidence().stream().map(Evidence::id).distinct().count() == 4);
  }
}
