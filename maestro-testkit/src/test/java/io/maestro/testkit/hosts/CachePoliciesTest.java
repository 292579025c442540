package io.maestro.testkit.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Health;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.ReentryCheck;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.hosts.CachePolicies.Eviction;
import io.maestro.testkit.hosts.CachePolicies.Policy;
import io.maestro.testkit.hosts.CachePolicies.Served;
import io.maestro.testkit.hosts.CachePolicies.Spread;
import io.maestro.testkit.hosts.CachePolicies.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A kind of strategy from another domain, developed to each of the three ends. */
final class CachePoliciesTest {
  private static final Map<String, Trace> TRACES =
      Map.of(
          "front-page", new Trace(List.of("a", "b", "a", "c", "a", "b", "a", "d", "a", "b", "a")),
          "crawler", new Trace(IntStream.range(0, 20).mapToObj(page -> "page-" + page).toList()),
          "live", new Trace(List.of("a", "b", "a", "b", "a", "b", "a", "b")),
          "new-site", new Trace(List.of()));

  private static final StrategyKind<Trace, Spread, Policy, Served> KIND =
      CachePolicies.readingFrom(TRACES::get);

  @RegisterExtension
  final MaestroExtension extension = MaestroExtension.with(builder -> builder.register(KIND));

  @Test
  void development_keysComeBack_isValidated(TestHost host, StrategyMaestro maestro) {
    var development = develop(host, maestro, "front-page");

    var strategy = development.strategy().orElseThrow();
    assertEquals(new Policy(Eviction.LEAST_RECENTLY_USED, 3), strategy.spec());
    assertEquals(new StrategyRef("cache-policy", "front-page", 1), strategy.ref());
    assertEquals(3, strategy.lineage().trials());
    assertEquals("", development.reason());
    assertEquals(
        List.of(strategy.ref()),
        host.get(maestro.strategies().list("cache-policy", "front-page", 0, 10)).items());
  }

  @Test
  void development_keysNeverComeBack_isRejectedAndKept(TestHost host, StrategyMaestro maestro) {
    var development = develop(host, maestro, "crawler");

    assertTrue(development.strategy().isEmpty());
    assertEquals("worth-the-memory: FAIL, hit-ratio >= 0.5, observed 0", development.reason());
    assertTrue(
        host.get(maestro.strategies().latest("cache-policy", "crawler", Policy.class)).isPresent());
  }

  @Test
  void development_emptyTrace_isConcludedByResearch(TestHost host, StrategyMaestro maestro) {
    var development = develop(host, maestro, "new-site");

    assertEquals(
        "research: nobody used the cache",
        development.fold(
            validated -> "validated",
            rejected -> "rejected",
            concluded -> concluded.stage() + ": " + concluded.why()));
  }

  @Test
  void development_sameNameAgain_isTheSameRun(TestHost host, StrategyMaestro maestro) {
    var first = maestro.developStrategy(KIND, ResearchTask.on("crawler"), RunOptions.named("one"));
    var again = maestro.developStrategy(KIND, ResearchTask.on("crawler"), RunOptions.named("one"));

    assertEquals(host.get(first.result()), host.get(again.result()));
    assertEquals(1, host.listener().accepted().size());
  }

  @Test
  void execution_hitsAsExpected_isCompleted(TestHost host, StrategyMaestro maestro) {
    var ref = develop(host, maestro, "front-page").strategy().orElseThrow().ref();

    var execution = host.get(maestro.executeStrategy(KIND, ref, Mode.LIVE).result());

    assertEquals(new Served(0.75), execution.outcome().orElseThrow());
    assertEquals("", execution.reason());
    assertEquals(Health.HEALTHY, host.get(maestro.reading(ref, Mode.LIVE)).orElseThrow().health());
  }

  @Test
  void execution_enteredAgain_isTheSame() {
    ReentryCheck.verifyExecution(KIND, ResearchTask.on("front-page"));
  }

  private static Development<Policy> develop(TestHost host, StrategyMaestro maestro, String topic) {
    return host.get(maestro.developStrategy(KIND, ResearchTask.on(topic)).result());
  }
}
