package io.maestro.testkit.knowledge;

import static io.maestro.knowledge.KnowledgeQuery.about;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.knowledge.Belief;
import io.maestro.knowledge.Dossier;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Stance;
import io.maestro.knowledge.Subject;
import io.maestro.metric.MetricKey;
import io.maestro.metric.Metrics;
import io.maestro.testkit.KnowledgeFixture;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every knowledge base must do, asked through the facade. */
final class KnowledgeBaseTest {
  private static final MetricKey SCORE = MetricKey.higherIsBetter("score", "");
  private static final Subject SWEET = Lesson.on("lemonade", "sweet").in("heat");
  private static final Subject SOUR = Lesson.on("lemonade", "sour").in("heat");
  private static final Subject WARM = Lesson.on("lemonade", "warm").in("frost");
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private StrategyMaestro maestro;
  private VirtualTime time;
  private KnowledgeFixture knowledge;
  private Instant now;

  @BeforeEach
  void start(StrategyMaestro started, VirtualTime virtual) {
    maestro = started;
    time = virtual;
    now = time.now();
    knowledge = KnowledgeFixture.on(maestro, time);
  }

  private Knowledge only(KnowledgeQuery query) {
    List<Knowledge> items = knowledge.ask(query).items();
    assertEquals(1, items.size(), items.toString());
    return items.get(0);
  }

  @Test
  @Proves("25.1")
  void lessons_onOneSubject_gatherInOneItem() {
    Metrics effect = Metrics.of(SCORE, 3, 40);

    knowledge.plant(SWEET.worked(effect), SWEET.failed("nobody came"), SOUR.worked());

    Knowledge sweet = knowledge.ask(about("lemonade")).find(SWEET).orElseThrow();
    assertEquals(1, sweet.supporting());
    assertEquals(1, sweet.contradicting());
    assertEquals(
        List.of("", "nobody came"),
        sweet.evidence().stream().map(Evidence::detail).sorted().toList());
    assertTrue(sweet.evidence().stream().anyMatch(piece -> piece.effect().equals(effect)));
  }

  @Test
  @Proves("25.1")
  void query_byKindContextAndSubject_seesOnlyThose() {
    Subject other = Lesson.on("campaign", "sweet").in("heat");
    Subject anywhere = Lesson.on("lemonade", "sweet");
    knowledge.plant(
        SWEET.worked(), SOUR.worked(), WARM.worked(), other.worked(), anywhere.worked());

    assertEquals(List.of(anywhere, WARM, SOUR, SWEET), subjects(about("lemonade")));
    assertEquals(List.of(SOUR, SWEET), subjects(about("lemonade").in("heat")));
    assertEquals(List.of(anywhere), subjects(about("lemonade").in("")));
    assertEquals(List.of(anywhere, SWEET), subjects(about("lemonade").subject("sweet")));
    assertEquals(List.of(SWEET), subjects(about("lemonade").in("heat").subject("sweet")));
    assertEquals(List.of(), subjects(about("lemon")));
    assertEquals(List.of(), subjects(about("lemonade").in("heat").subject("salty")));
  }

  private List<Subject> subjects(KnowledgeQuery query) {
    return knowledge.ask(query).items().stream().map(Knowledge::subject).toList();
  }

  @Test
  @Proves("25.2")
  void lesson_recordedAgainUnderItsId_countsOnceAsItWasFirst() {
    knowledge.plant(SWEET.worked().id("tasting-1"));
    time.advance(DAY);

    Evidence again = knowledge.plant(SWEET.failed("second thoughts").id("tasting-1")).get(0);
    knowledge.plant(SWEET.worked(), SWEET.worked());

    assertEquals(Stance.FOR, again.stance());
    assertEquals(now, again.recordedAt());
    assertEquals(3, only(about("lemonade")).supporting());
    assertEquals(0, only(about("lemonade")).contradicting());
  }

  @Test
  @Proves("25.2")
  void dossier_givenAnIdThatItKeeps_staysAsItIs() {
    Dossier dossier = Dossier.on(SWEET).with(SWEET.worked().recorded("one", now));

    Dossier again = dossier.with(SWEET.failed("second thoughts").recorded("one", now));
    Dossier other = dossier.with(SWEET.failed("another").recorded("two", now));

    assertEquals(dossier, again);
    assertEquals(2, other.evidence().size());
  }

  @Test
  @Proves("25.3")
  void evidence_ofOneHalfLife_weighsHalf() {
    knowledge.plantAt(now.minus(KnowledgeQuery.DEFAULT_HALF_LIFE), SWEET.worked());
    knowledge.plantAt(now.minus(DAY.multipliedBy(3)), SWEET.failed("stale"));

    Knowledge byDefault = only(about("lemonade"));
    Knowledge byDays = only(about("lemonade").halfLife(DAY));

    assertEquals(0.5, byDefault.weightFor());
    assertEquals(0.125, byDays.weightAgainst());
    assertEquals((1 + byDays.weightFor()) / (2 + byDays.weightFor() + 0.125), byDays.confidence());
  }

  @Test
  @Proves("25.4")
  void singlePiece_decidesForOneHalfLifeAndIsOpenAfterIt() {
    knowledge.plant(SWEET.worked(), SOUR.failed("too sour"));
    Instant lastMoment = now.plus(DAY);
    KnowledgeQuery daily = about("lemonade").halfLife(DAY);
    time.advance(DAY.multipliedBy(2));

    knowledge.expect(daily.asOf(lastMoment)).worked("sweet").failed("sour").open();
    knowledge.expect(daily.asOf(lastMoment.plusSeconds(1))).worked().failed().open("sweet", "sour");
  }

  @Test
  @Proves("25.5")
  void evidenceAgainst_refutesAndDeletesNothing() {
    knowledge.plant(SWEET.worked());
    knowledge.expect(about("lemonade")).worked("sweet");

    knowledge.plant(SWEET.failed("a"), SWEET.failed("b"), SWEET.failed("c"));

    assertEquals(Belief.REFUTED, only(about("lemonade")).belief());
    assertEquals(4, only(about("lemonade")).evidence().size());
    assertEquals(1, only(about("lemonade")).supporting());
  }

  @Test
  @Proves("25.6")
  void query_asOfAMoment_seesWhatWasSeenUpToThenAndWeighsItThen() {
    Instant then = now.minus(DAY.multipliedBy(100));
    knowledge.plantAt(then, SWEET.worked());
    knowledge.plantAt(then.plusNanos(1), SWEET.failed("a look into the future"));
    knowledge.plantAt(then.plusNanos(1), SOUR.worked());

    Knowledge sweet = only(about("lemonade").asOf(then));

    assertEquals(1, sweet.supporting());
    assertEquals(0, sweet.contradicting());
    assertEquals(1.0, sweet.weightFor());
    assertEquals(then, sweet.lastSeen());
    knowledge.expect(about("lemonade").asOf(then.minusNanos(1))).nothing();
  }

  @Test
  @Proves("25.7")
  void evidence_fromTheFuture_isSeenByNobodyWhoDoesNotAskForThen() {
    Instant tomorrow = now.plus(DAY);
    knowledge.plantAt(tomorrow, SWEET.worked());

    knowledge.expect(about("lemonade")).nothing();
    knowledge.expect(about("lemonade").asOf(tomorrow.minusNanos(1))).nothing();
    knowledge.expect(about("lemonade").asOf(tomorrow)).worked("sweet");
    time.advance(DAY);
    knowledge.expect(about("lemonade")).worked("sweet");
  }

  @Test
  @Proves("25.8")
  void query_knownByAMoment_seesWhatWasRecordedUpToThen() {
    Instant longAgo = now.minus(DAY.multipliedBy(1_000));
    knowledge.plantAt(longAgo, SWEET.worked());
    time.advance(DAY);
    knowledge.plantAt(longAgo, SOUR.worked());

    assertEquals(List.of(SWEET), subjects(about("lemonade").knownBy(now)));
    assertEquals(List.of(), subjects(about("lemonade").knownBy(now.minusNanos(1))));
    assertEquals(List.of(SOUR, SWEET), subjects(about("lemonade").knownBy(now.plus(DAY))));
  }

  @Test
  @Proves("25.9")
  void answers_areOrderedByTrustThenRecencyThenSubjectAndCutAtTheLimit() {
    Subject tart = Subject.of("lemonade", "tart");
    knowledge.plantAt(now.minus(DAY), SWEET.worked(), SWEET.failed("x"));
    knowledge.plant(SOUR.worked(), SOUR.failed("x"), WARM.worked(), WARM.failed("x"));
    knowledge.plant(tart.worked());

    assertEquals(List.of(tart, WARM, SOUR, SWEET), subjects(about("lemonade")));
    KnowledgeBundle two = knowledge.ask(about("lemonade").limit(2));
    assertEquals(List.of(tart, WARM), two.items().stream().map(Knowledge::subject).toList());
    assertTrue(two.more());
    assertFalse(knowledge.ask(about("lemonade").limit(4)).more());
  }

  @Test
  @Proves("25.9")
  void kind_withMoreSubjectsThanAPage_isAnsweredWhole() {
    for (int i = 0; i < 2_100; i++) {
      Subject subject = Lesson.on("lemonade", "price " + i).in(i % 2 == 0 ? "heat" : "frost");
      knowledge.plant(i == 1_500 ? subject.worked() : subject.failed("no"));
    }

    KnowledgeBundle all = knowledge.ask(about("lemonade"));
    KnowledgeBundle hot = knowledge.ask(about("lemonade").in("heat"));

    assertEquals("price 1500", all.items().get(0).subject().name());
    assertEquals(1_000, all.items().size());
    assertTrue(all.more());
    assertEquals(1_000, hot.items().size());
    assertTrue(hot.more());
    assertEquals("price 1500", hot.items().get(0).subject().name());
  }

  @Test
  @Proves("25.10")
  void subject_triedAndFailedThreeTimes_isExhaustedUntilSomethingSpeaksForIt() {
    knowledge.plantAt(now.minus(DAY.multipliedBy(2_000)), SOUR.failed("1"));
    knowledge.plant(SOUR.failed("2"));
    knowledge.plant(WARM.failed("1"), WARM.failed("2"), WARM.failed("3"), WARM.worked());
    knowledge.expect(about("lemonade")).exhausted();

    knowledge.plantAt(now.plus(DAY), SOUR.failed("3"));

    knowledge.expect(about("lemonade")).exhausted();
    knowledge.expect(about("lemonade").asOf(now.plus(DAY))).exhausted("sour");
    assertEquals(1, knowledge.ask(about("lemonade")).exhausted(2).size());
    time.advance(Duration.ofDays(30_000));
    knowledge.expect(about("lemonade")).exhausted("sour").open("sour", "warm");
  }

  @Test
  @Proves("25.11")
  void evidence_beyondWhatIsKept_isDroppedFirstSeenFirstAndStillCounted() {
    Instant first = now.minus(DAY);
    for (int i = 0; i < Dossier.MAX_EVIDENCE + 2; i++) {
      knowledge.plantAt(first.plusSeconds(i), i == 0 ? SWEET.worked() : SWEET.failed("no"));
    }

    Knowledge sweet = only(about("lemonade"));
    assertEquals(1, sweet.supporting());
    assertEquals(Dossier.MAX_EVIDENCE + 1, sweet.contradicting());
    assertEquals(2, sweet.dropped());
    assertEquals(0, sweet.weightFor());
    assertEquals(first.plusSeconds(2), sweet.firstSeen());
    assertEquals(Knowledge.MAX_EVIDENCE, sweet.evidence().size());
    assertEquals(sweet.lastSeen(), sweet.evidence().get(Knowledge.MAX_EVIDENCE - 1).observedAt());
    knowledge.expect(about("lemonade").asOf(first.plusSeconds(1))).nothing();
    assertEquals(2, only(about("lemonade").asOf(first.plusSeconds(2))).dropped());
  }

  @Test
  @Proves("25.12")
  void oneSubject_aHundredRecordersAtOnce_countsEach() {
    Queue<CompletableFuture<Evidence>> recordings = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 100; i++) {
      Lesson lesson = i % 4 == 0 ? SWEET.failed("no") : SWEET.worked();
      time.executor().execute(() -> recordings.add(maestro.knowledge().record(lesson)));
    }
    time.runUntilIdle();
    recordings.forEach(time::get);

    Knowledge sweet = only(about("lemonade"));
    assertEquals(75, sweet.supporting());
    assertEquals(25, sweet.contradicting());
  }

  @Test
  @Proves("25.1")
  void texts_tooLongOrOfManyLines_areShortenedAndNeverShareASubject() {
    String longText = "x".repeat(10_000);
    List<String> texts =
        List.of(longText + "a", longText + "b", "a\nb", "a b", "a\tb", "a\u2028b", "a\r\nb");

    texts.forEach(text -> knowledge.plant(Lesson.on("lemonade", text).in(text).worked()));

    List<Subject> known = subjects(about("lemonade"));
    assertEquals(texts.size(), known.size());
    assertTrue(known.stream().allMatch(subject -> subject.name().length() <= Subject.MAX_NAME));
    assertTrue(known.stream().noneMatch(subject -> subject.name().contains("\n")));
    assertEquals(1, subjects(about("lemonade").in(longText + "a").subject(longText + "a")).size());
  }

  @Test
  @Proves("25.9")
  void answers_whateverTheOrderOfRecording_areTheSameToTheLastDigit() {
    List<Lesson> lessons =
        IntStream.range(0, 60)
            .mapToObj(i -> SWEET.worked().seenAt(now.minusSeconds(i * 7_919L)).id("i" + i))
            .toList();
    List<Lesson> reversed = new ArrayList<>(lessons);
    java.util.Collections.reverse(reversed);

    knowledge.plant(lessons.toArray(Lesson[]::new));
    reversed.forEach(lesson -> knowledge.plant(renamed(lesson)));

    List<Double> confidences =
        Stream.of("lemonade", "reversed")
            .map(kind -> only(about(kind)).confidence())
            .distinct()
            .toList();
    assertEquals(1, confidences.size(), confidences.toString());
  }

  private static Lesson renamed(Lesson lesson) {
    return new Lesson(
        Subject.of("reversed", "sweet"),
        lesson.stance(),
        lesson.detail(),
        lesson.effect(),
        lesson.observedAt(),
        lesson.id(),
        lesson.origin());
  }
}
