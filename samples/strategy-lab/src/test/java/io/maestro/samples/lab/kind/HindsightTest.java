package io.maestro.samples.lab.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.rule.Fold;
import io.maestro.samples.lab.rule.Rule;
import io.maestro.strategy.Development;
import io.maestro.strategy.Strategy;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.ReentryCheck;
import io.maestro.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was seen after a date must not be known on that date, whenever it was recorded. */
final class HindsightTest {
  private static final Prices PRICES = GeneratedPrices.noise(4, 1_700);
  private static final PriceFile FILE = new PriceFile(PRICES, "0");
  private static final FxLab LAB = new FxLab(FILE);
  private static final Workflow<ResearchTask, Integer> LESSONS = new Lessons(FILE).workflow();
  private static final Rule PLANTED = new Rule(3, 60);
  private static final int FOLDS = Fold.of(PRICES).size();

  @RegisterExtension
  final MaestroExtension extension =
      MaestroExtension.with(builder -> builder.register(LAB.kind()).register(LESSONS));

  private StrategyMaestro maestro;
  private TestHost host;
  private KnowledgeFixture knowledge;

  @BeforeEach
  void start(StrategyMaestro started, TestHost testHost) {
    maestro = started;
    host = testHost;
    knowledge = KnowledgeFixture.on(maestro, host.time());
  }

  @Test
  void query_lessonSeenADayLater_isNotFoundButWouldBeWithoutTheDate() {
    LocalDate replayed = PRICES.date(1_300);
    plant(replayed.plusDays(1));

    for (Regime regime : Regime.values()) {
      KnowledgeQuery honest = Recollection.of(regime, replayed);
      KnowledgeQuery careless =
          KnowledgeQuery.about(FxLab.KIND)
              .in(Recollection.context(regime))
              .halfLife(Recollection.HALF_LIFE);

      knowledge.expect(honest).nothing();
      knowledge.expect(careless).open(PLANTED.label()); // seen, and old by now
      knowledge.expect(Recollection.of(regime, replayed.plusDays(1))).worked(PLANTED.label());
    }
  }

  @Test
  void develop_lessonsSeenAfterTheData_changeNothing() {
    Strategy<Crossover> before = develop("before");
    plant(PRICES.last().plusDays(1));
    host.time().advance(Duration.ofDays(1));

    Strategy<Crossover> after = develop("after");

    assertEquals(before.spec(), after.spec());
    assertEquals(before.lineage().trials(), after.lineage().trials());
    assertEquals(before.expected(), after.expected());
  }

  @Test
  void develop_lessonSeenBetweenTwoFolds_isKnownToTheLaterOneAlone() {
    plant(Fold.of(PRICES).get(0).trainTo().plusDays(1));
    host.time().advance(Duration.ofDays(1));

    Strategy<Crossover> version = develop("between");

    assertEquals(72 + (FOLDS - 1), version.lineage().trials());
    assertEquals(PLANTED, version.spec().rule());
    assertNotEquals(PLANTED, version.spec().fits().get(0).rule());
  }

  @Test
  void lessons_recorded_leadTheNextDevelopmentAndAreNoEvidence() {
    Strategy<Crossover> first = develop("first");
    int recorded =
        host.get(maestro.start(LESSONS, LabTask.of(FILE, 1), RunOptions.named("l")).result());
    host.time().advance(Duration.ofDays(1));

    Strategy<Crossover> second = develop("second");

    assertEquals(0, recorded % 72);
    assertTrue(second.lineage().trials() < first.lineage().trials());
    assertEquals(first.report().checks().keySet(), second.report().checks().keySet());
    assertTrue(
        String.valueOf(second.report().checks().get("deflated-sharpe")).contains("72 rules"));
  }

  @Test
  void lessons_enteredAgainAfterEveryStep_areTheSame() {
    ReentryCheck.verify(LESSONS, LabTask.of(FILE, 1));
  }

  /** The best there ever was, in every regime. */
  private void plant(LocalDate seen) {
    Instant moment = Close.of(seen);
    for (Regime regime : Regime.values()) {
      knowledge.plantAt(
          moment, Lesson.on(FxLab.KIND, PLANTED.label()).in(Recollection.context(regime)).worked());
    }
  }

  private Strategy<Crossover> develop(String name) {
    var run = maestro.developStrategy(LAB.kind(), LabTask.of(FILE, 1), RunOptions.named(name));
    Development<Crossover> development = host.get(run.result());
    return development.fold(
        validated -> validated.accepted(),
        Development.Rejected::candidate,
        concluded -> {
          throw new AssertionError(concluded.why());
        });
  }
}
