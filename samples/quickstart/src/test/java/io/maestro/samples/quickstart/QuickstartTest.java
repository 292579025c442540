package io.maestro.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.maestro.StrategyMaestro;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.ResearchPipeline;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.strategy.Decision;
import io.maestro.strategy.Development;
import io.maestro.strategy.Research;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a host tests its kind: the maestro is real, on virtual time; one pipeline is mocked. */
final class QuickstartTest {
  private static final ResearchTask SUMMER = ResearchTask.on("summer");

  private final ResearchPipeline<Sales> research = mock();
  private final StrategyKind<Sales, Demand, Price, Day> lemonade = Quickstart.lemonade(research);

  @RegisterExtension
  final MaestroExtension extension = MaestroExtension.with(maker -> maker.register(lemonade));

  @Test
  void lemonade_thirstySeason_findsTheBestPrice(TestHost host, StrategyMaestro maestro)
      throws Exception {
    when(research.research(eq(SUMMER), any())).thenReturn(Research.of(Till.read("summer")));

    var development = develop(host, maestro);

    assertEquals(new Price(200), development.strategy().orElseThrow().spec());
    verify(research, times(1)).research(eq(SUMMER), any());
  }

  @Test
  void lemonade_coolSeason_isNotWorthIt(TestHost host, StrategyMaestro maestro) throws Exception {
    when(research.research(any(), any())).thenReturn(Research.of(Till.read("winter")));

    assertEquals("rejected", end(develop(host, maestro)));
  }

  @Test
  void lemonade_tooFewDays_isNotSure(TestHost host, StrategyMaestro maestro) throws Exception {
    var fewDays = Till.read("summer").days().subList(0, 20);
    when(research.research(any(), any())).thenReturn(Research.of(new Sales(fewDays)));

    var development = develop(host, maestro);

    assertEquals(
        "worth-it: INCONCLUSIVE, daily-profit >= 40 EUR, observed 88.5485 on 20 of 30 samples",
        development.reason());
  }

  @Test
  void lemonade_closedTill_isConcluded(TestHost host, StrategyMaestro maestro) throws Exception {
    when(research.research(any(), any())).thenReturn(Decision.stop("the till is locked"));

    var development = develop(host, maestro);

    assertEquals("concluded", end(development));
    assertEquals("the till is locked", development.reason());
  }

  @Test
  void lemonade_brokenTill_failsTheRunInItsResearch(TestHost host, StrategyMaestro maestro)
      throws Exception {
    when(research.research(any(), any())).thenThrow(new IllegalStateException("on fire"));

    var outcome = host.get(maestro.developStrategy(lemonade, SUMMER).outcome());

    assertEquals(
        "on fire", outcome.fold(done -> "done", failure -> failure.message(), reason -> reason));
  }

  private Development<Price> develop(TestHost host, StrategyMaestro maestro) {
    return host.get(
        maestro.developStrategy(lemonade, SUMMER, RunOptions.named("summer-1")).result());
  }

  private static String end(Development<Price> development) {
    return development.fold(
        validated -> "validated", rejected -> "rejected", concluded -> "concluded");
  }
}
