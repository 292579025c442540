package io.maestro.samples.cache;

import static io.maestro.execution.Mode.LIVE;
import static io.maestro.optimization.OptimizationDecision.Choice.HOLD;
import static io.maestro.optimization.OptimizationDecision.Choice.OPTIMIZE;
import static io.maestro.optimization.OptimizationDecision.Choice.SUPPRESSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Execution;
import io.maestro.kind.StrategyKind;
import io.maestro.knowledge.KnowledgeQuery;
import io.maestro.optimization.LoopOptions;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationLoop;
import io.maestro.optimization.Suppression.Guard;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Strategy;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kind on virtual time: here the loop ticks by itself, at every midnight. */
final class CacheKindTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final StrategyKind<Trace, Popularity, Policy, Served> kind =
      new CacheKind(new Service(new Traffic(1))).kind();

  @RegisterExtension
  final MaestroExtension extension = MaestroExtension.with(maker -> maker.register(kind));

  private TestHost host;
  private StrategyMaestro maestro;

  @BeforeEach
  void begin(TestHost given, StrategyMaestro started) {
    host = given;
    maestro = started;
    host.time().advance(DAY.multipliedBy(6));
  }

  @Test
  void develop_steadyDays_findsAPolicyThatRemembersLong() {
    Strategy<Policy> first = develop();

    assertEquals(new Policy(5, 8_000), first.spec());
    assertEquals("steady", first.lineage().origin().context());
    assertEquals(Policy.grid().size(), first.lineage().trials());
  }

  @Test
  void serve_aDayOfCrawling_isHaltedAfterItsFirstPart() {
    Strategy<Policy> first = develop();
    host.time().advance(DAY.multipliedBy(6));

    Execution<Served> crawled = serve(first);

    assertEquals(1, crawled.outcome().orElseThrow().parts());
    assertEquals(
        "THRESHOLD_BROKEN: worth-its-cost: hit-ratio >= 0.05, observed 0", crawled.reason());
  }

  @Test
  void serve_wholeDays_teachesWhatWorkedWhen() {
    Strategy<Policy> first = develop();
    serve(first);
    host.time().advance(DAY.multipliedBy(16)); // day 22: favourites last for minutes
    serve(first);

    assertEquals(List.of(1, 0), forAndAgainst(first, "steady"));
    assertEquals(List.of(0, 1), forAndAgainst(first, "shifting"));
  }

  @Test
  void loop_favouritesChange_findsAnotherPolicyAfterTheSecondBadDay() {
    OptimizationLoop<Policy> loop =
        maestro.continuousOptimization(kind, develop().ref(), LoopOptions.every(DAY));
    for (int day = 6; day <= 22; day++) {
      serve(host.get(loop.current()));
      host.time().advance(DAY);
    }
    List<OptimizationDecision> decisions = host.get(loop.decisions(0, 100)).items();
    OptimizationDecision crawled = decisions.get(12 - 6);
    OptimizationDecision last = decisions.get(22 - 6);

    assertEquals(17, decisions.size());
    assertEquals(SUPPRESSED, crawled.choice());
    assertEquals(Guard.TOO_FEW_SAMPLES, crawled.suppressedBy().get(0).guard());
    assertTrue(decisions.subList(13 - 6, 22 - 6).stream().allMatch(d -> d.choice() == HOLD));
    assertEquals(OPTIMIZE, last.choice());
    assertEquals(new Policy(5, 500), host.get(loop.current()).spec());
    host.get(loop.stop("the end of the test"));
  }

  private Strategy<Policy> develop() {
    var task = ResearchTask.on("generated requests");
    return host.get(maestro.developStrategy(kind, task).result()).strategy().orElseThrow();
  }

  private Execution<Served> serve(Strategy<Policy> version) {
    return host.get(maestro.executeStrategy(kind, version.ref(), LIVE).result());
  }

  private List<Integer> forAndAgainst(Strategy<Policy> version, String context) {
    var query = KnowledgeQuery.about(CacheKind.NAME).in(context).subject(version.spec().label());
    var known = host.get(maestro.knowledge().query(query)).items().get(0);
    return List.of(known.supporting(), known.contradicting());
  }
}
