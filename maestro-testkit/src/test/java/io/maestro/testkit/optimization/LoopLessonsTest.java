package io.maestro.testkit.optimization;

import static io.maestro.testkit.optimization.World.BAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationResult.End;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.optimization.World.Manner;
import io.maestro.testkit.time.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop teaches. */
final class LoopLessonsTest extends OnALoop {
  @Test
  @Proves("11.28")
  void lesson_ofALoop_isNoneOfWhatIsKnownAboutItsKind(TestHost host, VirtualTime time) {
    var maestro = start(host);
    loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR);

    var tried = host.get(maestro.knowledge().query(KnowledgeQuery.about("service"))).worked();
    var loops =
        host.get(maestro.knowledge().query(KnowledgeQuery.aboutOptimizing("service"))).worked();
    assertEquals(List.of("2"), names(tried), "what the developments have tried is seen");
    assertEquals(List.of("unless score >= 0.5"), names(loops));
  }

  private static List<String> names(List<Knowledge> known) {
    return known.stream().map(item -> item.subject().name()).toList();
  }

  @Test
  @Proves("11.28")
  void kind_namedAsTheLoopsLessons_isRefused() {
    String refused =
        assertThrows(IllegalArgumentException.class, () -> StrategyKind.named("improve/service"))
            .getMessage();

    assertTrue(refused.contains("can't begin with 'improve/'"), refused);
    StrategyKind.named("improve");
  }

  @Test
  @Proves("11.18")
  void optimization_over_isALessonOnItsTriggerInItsContext(TestHost host, VirtualTime time) {
    var maestro = start(host);
    loop(host, maestro);
    world.shows(BAD).in("wild");
    time.advance(HOUR);
    world.optimizing(Manner.WORSE);
    time.advance(HOUR);

    var known =
        host.get(maestro.knowledge().query(KnowledgeQuery.aboutOptimizing("service").in("wild")))
            .items();
    var lessons =
        known.stream()
            .filter(item -> item.subject().name().equals("unless score >= 0.5"))
            .flatMap(item -> item.evidence().stream())
            .map(evidence -> evidence.stance() + " " + evidence.detail())
            .toList();
    assertEquals(
        List.of(
            "FOR service:a@2 follows service:a@1",
            "AGAINST service:a@2 stays: good: FAIL, score >= 0.5, observed 0"),
        lessons);
  }

  @Test
  @Proves("11.23")
  void lesson_thatCantBeRecorded_isMissedAndTheTickCompletes(TestHost host, VirtualTime time) {
    var maestro =
        host.start(builder -> builder.register(kind).knowledge(context -> new NoKnowledge()));
    var loop = loop(host, maestro);
    world.shows(BAD);
    time.advance(HOUR.plusMinutes(5));

    assertEquals(End.ACCEPTED, last(host, loop).result().end());
    assertEquals(
        RunStatus.SUCCEEDED,
        host.get(maestro.run(RunId.of("improve/service/a/1"), OptimizationDecision.class).info())
            .status());
  }
}
