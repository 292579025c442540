package io.maestro.testkit.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.StrategyMaestro;
import io.maestro.flow.Workflow;
import io.maestro.knowledge.Evidence;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.knowledge.Lesson;
import io.maestro.knowledge.Stance;
import io.maestro.knowledge.Subject;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random lessons and random questions, compared with an answer worked out from scratch. */
final class KnowledgeModelTest {
  private static final long SEED = Long.getLong("maestro.knowledge.seed", 20_260_102L);
  private static final int LESSONS = 1_500;
  private static final int QUERIES = 1_500;

  private static final Workflow<Lesson, String> LEARNING =
      Workflow.of(
          "learning",
          Lesson.class,
          String.class,
          (lesson, flow) -> {
            flow.run("learn", step -> step.knowledge().record(lesson));
            return "";
          });

  @RegisterExtension final MaestroExtension extension = new MaestroExtension();

  private final Random random = new Random(SEED);
  private final Map<Subject, Map<String, Evidence>> model = new LinkedHashMap<>();
  private final List<Instant> moments = new ArrayList<>();

  /** What a query must find of a subject. */
  private record Expected(
      Subject subject, int supporting, int contradicting, double confidence, Instant lastSeen) {}

  @Test
  @Proves({"25.2", "25.3", "25.4", "25.6", "25.7", "25.8", "25.9", "25.14"})
  void answers_toRandomQueries_areThoseWorkedOutFromScratch(TestHost host) {
    System.out.println("knowledge: seed " + SEED);
    StrategyMaestro maestro = host.start(builder -> builder.register(LEARNING));
    for (int i = 0; i < LESSONS; i++) {
      if (random.nextInt(3) == 0) {
        host.time().advance(Duration.ofHours(random.nextInt(100)));
      }
      learn(maestro, host);
    }

    for (int i = 0; i < QUERIES; i++) {
      KnowledgeQuery query = randomQuery();
      List<Knowledge> found = host.get(maestro.knowledge().query(query)).items();
      assertSame(expected(query, host.time().now()), found, query);
    }
  }

  private void learn(StrategyMaestro maestro, TestHost host) {
    Instant now = host.time().now();
    moments.add(now);
    Subject subject =
        Subject.of("k" + random.nextInt(2), "s" + random.nextInt(6)).in("c" + random.nextInt(3));
    Lesson lesson = random.nextBoolean() ? subject.worked() : subject.failed("no");
    if (random.nextInt(3) > 0) {
      Instant seen = now.plus(Duration.ofHours(random.nextInt(4_000) - 3_000));
      moments.add(seen);
      lesson = lesson.seenAt(seen);
    }
    Evidence recorded =
        random.nextInt(20) == 0
            ? learnInARun(maestro, lesson, host)
            : host.get(maestro.knowledge().record(lesson.id("id" + random.nextInt(400))));
    Evidence mine =
        new Evidence(
            recorded.id(),
            lesson.stance(),
            lesson.detail(),
            lesson.effect(),
            lesson.observedAt().orElse(now),
            now,
            recorded.origin());
    Map<String, Evidence> kept = model.computeIfAbsent(subject, first -> new TreeMap<>());
    assertEquals(kept.getOrDefault(recorded.id(), mine), recorded);
    kept.putIfAbsent(recorded.id(), mine);
  }

  private static Evidence learnInARun(StrategyMaestro maestro, Lesson lesson, TestHost host) {
    var run = maestro.start(LEARNING, lesson);
    host.get(run.result());
    KnowledgeQuery all =
        KnowledgeQuery.about(lesson.subject().kind())
            .in(lesson.subject().context())
            .subject(lesson.subject().name())
            .asOf(Instant.MAX);
    return host.get(maestro.knowledge().query(all)).items().get(0).evidence().stream()
        .filter(piece -> piece.origin().filter(by -> by.run().equals(run.id())).isPresent())
        .findFirst()
        .orElseGet(() -> lesson.recorded("hidden " + run.id(), host.time().now()));
  }

  private KnowledgeQuery randomQuery() {
    KnowledgeQuery query = KnowledgeQuery.about("k" + random.nextInt(3));
    query = random.nextBoolean() ? query.in("c" + random.nextInt(4)) : query;
    query = random.nextInt(4) == 0 ? query.subject("s" + random.nextInt(7)) : query;
    query = random.nextInt(3) > 0 ? query.asOf(randomMoment()) : query;
    query = random.nextInt(3) == 0 ? query.knownBy(randomMoment()) : query;
    query = random.nextBoolean() ? query.halfLife(Duration.ofDays(1 + random.nextInt(50))) : query;
    return random.nextInt(3) == 0 ? query.limit(1 + random.nextInt(8)) : query;
  }

  private Instant randomMoment() {
    return moments.get(random.nextInt(moments.size())).plusNanos(random.nextInt(3) - 1);
  }

  private List<Expected> expected(KnowledgeQuery query, Instant now) {
    Instant asOf = query.asOf().orElse(now);
    return model.entrySet().stream()
        .filter(item -> item.getKey().kind().equals(query.kind()))
        .filter(
            item ->
                query.context().isEmpty() || item.getKey().context().equals(query.context().get()))
        .filter(item -> query.name().isEmpty() || item.getKey().name().equals(query.name().get()))
        .map(
            item ->
                expected(
                    item.getKey(),
                    item.getValue().values().stream()
                        .filter(piece -> !piece.observedAt().isAfter(asOf))
                        .filter(
                            piece ->
                                query.knownBy().isEmpty()
                                    || !piece.recordedAt().isAfter(query.knownBy().get()))
                        .collect(Collectors.toList()),
                    asOf,
                    query.halfLife()))
        .filter(item -> item.supporting() + item.contradicting() > 0)
        .sorted(
            Comparator.comparingDouble((Expected item) -> -item.confidence())
                .thenComparing(Comparator.comparing(Expected::lastSeen).reversed())
                .thenComparing(item -> item.subject().context())
                .thenComparing(item -> item.subject().name()))
        .limit(query.limit())
        .toList();
  }

  private static Expected expected(
      Subject subject, List<Evidence> pieces, Instant asOf, Duration halfLife) {
    pieces.sort(Comparator.comparing(Evidence::observedAt).thenComparing(Evidence::id));
    double[] weights = new double[2];
    int[] counts = new int[2];
    Instant last = Instant.MIN;
    for (Evidence piece : pieces) {
      int side = piece.stance() == Stance.FOR ? 0 : 1;
      Duration age = Duration.between(piece.observedAt(), asOf);
      weights[side] +=
          StrictMath.pow(2, -(age.getSeconds() + age.getNano() / 1e9) / halfLife.toSeconds());
      counts[side]++;
      last = piece.observedAt();
    }
    return new Expected(
        subject, counts[0], counts[1], (1 + weights[0]) / (2 + weights[0] + weights[1]), last);
  }

  private static void assertSame(List<Expected> expected, List<Knowledge> found, Object query) {
    List<Expected> summaries =
        found.stream()
            .map(
                item ->
                    new Expected(
                        item.subject(),
                        item.supporting(),
                        item.contradicting(),
                        item.confidence(),
                        item.lastSeen()))
            .toList();
    assertEquals(expected, summaries, () -> "seed " + SEED + ", " + query);
  }
}
