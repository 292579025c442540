package io.maestro.testkit.knowledge;

import static io.maestro.knowledge.KnowledgeQuery.about;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.error.ClosedException;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.KnowledgeStore;
import io.maestro.knowledge.KnowledgeStoreContext;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Subject;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.run.Failure;
import io.maestro.run.Run;
import io.maestro.store.StoreException;
import io.maestro.store.VersionConflictException;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Knowledge whose place is away, slow, contended, foreign or closed; lessons that are too large.
 */
final class KnowledgeFailureTest {
  private static final Subject SWEET = Lesson.on("lemonade", "sweet");
  private static final KnowledgeQuery LEMONADE = about("lemonade");

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final ShakyStore store = new ShakyStore();

  private StrategyMaestro start(TestHost host) {
    return host.start(builder -> builder.store(store));
  }

  @Test
  @Proves("25.16")
  void storeThatIsAway_failsTheFutureAndIsNoEmptyAnswer(TestHost host) {
    StrategyMaestro maestro = start(host);
    KnowledgeFixture.on(maestro, host.time()).plant(SWEET.worked());
    List<KnowledgeQuery> queries =
        List.of(LEMONADE, LEMONADE.in(""), LEMONADE.in("").subject("sweet"));

    store.failNext(Integer.MAX_VALUE);

    for (KnowledgeQuery query : queries) {
      assertInstanceOf(StoreException.class, host.time().failure(maestro.knowledge().query(query)));
    }
    assertInstanceOf(
        StoreException.class, host.time().failure(maestro.knowledge().record(SWEET.worked())));
    store.throwFailures();
    assertInstanceOf(
        StoreException.class, host.time().failure(maestro.knowledge().record(SWEET.worked())));
    assertInstanceOf(
        StoreException.class, host.time().failure(maestro.knowledge().query(LEMONADE)));
    store.failNext(0);
    KnowledgeFixture.on(maestro, host.time()).expect(LEMONADE).worked("sweet");
  }

  @Test
  @Proves("25.16")
  void storeThatIsAway_failsTheStepThatAsks(TestHost host) {
    Workflow<String, String> asking =
        Workflow.of(
            "asking",
            String.class,
            String.class,
            (input, flow) ->
                flow.step(
                    "ask", String.class, step -> step.knowledge().query(LEMONADE).toString()));
    StrategyMaestro maestro = host.start(builder -> builder.store(store).register(asking));
    store.failNext(1);

    String outcome =
        host.get(maestro.start(asking, "").outcome())
            .fold(value -> value, Failure::message, why -> why);

    assertTrue(outcome.contains("the store is away"), outcome);
  }

  @Test
  @Proves("25.16")
  void slowStore_isWaitedForAndGivenUpAtTheStepsTimeout(TestHost host) {
    Workflow<String, String> asking =
        Workflow.of(
            "asking",
            String.class,
            String.class,
            (input, flow) ->
                flow.with(StepPolicy.once().timeout(Duration.ofSeconds(Long.parseLong(input))))
                    .step(
                        "ask",
                        String.class,
                        step -> "" + step.knowledge().query(LEMONADE).items().size()));
    StrategyMaestro maestro = host.start(builder -> builder.store(store).register(asking));
    store.takes(Duration.ofMinutes(1));

    Run<String> patient = maestro.start(asking, "90");
    Run<String> hasty = maestro.start(asking, "30");

    assertEquals("0", host.get(patient.result()));
    assertEquals(
        "TIMEOUT",
        host.get(hasty.outcome())
            .fold(value -> value, failure -> failure.kind().name(), why -> why));
  }

  @Test
  @Proves("25.12")
  void slowStore_aHundredRecordersAtOnce_countsEach(TestHost host) {
    StrategyMaestro maestro = start(host);
    store.takes(Duration.ofMillis(10));
    List<CompletableFuture<Evidence>> recordings = new ArrayList<>();

    for (int i = 0; i < 100; i++) {
      recordings.add(maestro.knowledge().record(SWEET.worked()));
    }
    recordings.forEach(host::get);

    assertEquals(100, host.get(maestro.knowledge().query(LEMONADE)).items().get(0).supporting());
  }

  @Test
  @Proves("25.12")
  void subjectThatIsAlwaysTaken_isGivenUpInTheEnd(TestHost host) {
    StrategyMaestro maestro = start(host);
    store.contended();

    Throwable failure = host.time().failure(maestro.knowledge().record(SWEET.worked()));

    assertInstanceOf(VersionConflictException.class, failure);
    assertEquals(402, store.calls()); // read and write, 201 times
  }

  @Test
  @Proves("25.17")
  void knowledge_ofAClosedMaestro_isClosed(TestHost host) {
    StrategyMaestro maestro = start(host);
    var before = maestro.knowledge();
    host.get(maestro.shutdown(Duration.ZERO));

    for (var knowledge : List.of(before, maestro.knowledge())) {
      assertInstanceOf(
          ClosedException.class, host.time().failure(knowledge.record(SWEET.worked())));
      assertInstanceOf(ClosedException.class, host.time().failure(knowledge.query(LEMONADE)));
    }
  }

  @Test
  @Proves("25.17")
  void recording_inFlightAtAShutdown_endsOneWayOrTheOther(TestHost host) {
    StrategyMaestro maestro = start(host);
    store.takes(Duration.ofSeconds(1));
    CompletableFuture<Evidence> recording = maestro.knowledge().record(SWEET.worked());

    host.get(maestro.shutdown(Duration.ZERO));
    host.time().advance(Duration.ofMinutes(1));

    assertTrue(recording.isDone());
  }

  @Test
  @Proves("25.19")
  void baseOfTheHost_isOpenedWithTheMaestroAskedAndClosedWithIt(TestHost host) {
    List<String> told = new ArrayList<>();
    StrategyMaestro maestro =
        host.start(builder -> builder.knowledge(context -> new Foreign(context, told)));

    KnowledgeBundle answer = host.get(maestro.knowledge().query(LEMONADE));
    Throwable refusal = host.time().failure(maestro.knowledge().record(SWEET.worked()));
    host.get(maestro.shutdown(Duration.ZERO));

    assertEquals(host.time().now(), answer.asOf());
    assertInstanceOf(IllegalStateException.class, refusal);
    assertEquals(List.of("opened", "queried", "closed"), told);
  }

  @Test
  @Proves({"25.19", "9.8"})
  void baseThatCannotBeOpened_leavesNothingOpen(TestHost host) {
    StoreException away = new StoreException("no base", null);

    StoreException thrown =
        assertThrows(
            StoreException.class,
            () ->
                host.start(
                    builder ->
                        builder.knowledge(
                            context -> {
                              throw away;
                            })));

    assertEquals(away, thrown);
  }

  /** A base that knows nothing and throws instead of giving a failed future. */
  private static final class Foreign implements KnowledgeStore {
    private final KnowledgeStoreContext context;
    private final List<String> told;

    Foreign(KnowledgeStoreContext context, List<String> told) {
      this.context = context;
      this.told = told;
      told.add("opened");
    }

    @Override
    public CompletableFuture<Evidence> record(Lesson lesson) {
      throw new IllegalStateException("can't write");
    }

    @Override
    public CompletableFuture<KnowledgeBundle> query(KnowledgeQuery query) {
      told.add("queried");
      return CompletableFuture.completedFuture(
          new KnowledgeBundle(List.of(), false, context.time().now()));
    }

    @Override
    public void close() {
      told.add("closed");
    }
  }

  @Test
  @Proves("25.20")
  void lessonsAndQueries_beyondTheLimits_areRefusedByName() {
    String tooLong = "x".repeat(10_000);
    Metrics tooMany = Metrics.none();
    for (int i = 0; i <= Lesson.MAX_METRICS; i++) {
      tooMany = tooMany.with(MetricKey.higherIsBetter("m" + i, ""), i);
    }
    Metrics metrics = tooMany;

    assertRefused("subject's name", () -> new Subject("k", "", tooLong));
    assertRefused("subject's name", () -> new Subject("k", "", "two\nlines"));
    assertRefused("subject's name", () -> Lesson.on("k", " "));
    assertRefused("context", () -> new Subject("k", tooLong, "s"));
    assertRefused("kind's name", () -> Lesson.on(tooLong, "s"));
    assertRefused("kind's name", () -> about(""));
    assertRefused("lesson's id", () -> SWEET.worked().id(""));
    assertRefused("lesson's id", () -> SWEET.worked().id(tooLong));
    assertRefused("metrics: 33", () -> SWEET.worked(metrics));
    assertRefused("limit", () -> LEMONADE.limit(0));
    assertRefused("limit", () -> LEMONADE.limit(1_001));
    assertRefused("half-life", () -> LEMONADE.halfLife(Duration.ZERO));
    assertEquals(Lesson.MAX_DETAIL, SWEET.failed(tooLong).detail().length());
    assertEquals("a b", SWEET.failed("a\nb").detail());
  }

  private static void assertRefused(String what, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(what), message);
  }
}
