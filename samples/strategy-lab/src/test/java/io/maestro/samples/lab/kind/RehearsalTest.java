package io.maestro.samples.lab.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.execution.Denial;
import io.maestro.execution.Execution;
import io.maestro.execution.Mode;
import io.maestro.execution.Reading;
import io.maestro.run.RunOptions;
import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.PlainLab;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Equity;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.statistics.Chance;
import io.maestro.strategy.Development;
import io.maestro.strategy.StrategyRef;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rule on prices so wild that the gate closes. */
final class RehearsalTest {
  private static final Prices WILD = wild(new Chance(11));
  private static final PriceFile FILE = new PriceFile(WILD, "0");
  private static final FxLab LAB = new FxLab(FILE);
  private static final List<Double> RETURNS =
      Objects.requireNonNull(PlainLab.develop(FILE, 1).story().candidate())
          .walkForward()
          .trades()
          .returns();

  @RegisterExtension
  final MaestroExtension extension = MaestroExtension.with(builder -> builder.register(LAB.kind()));

  @Test
  void rehearse_refusedVersion_stopsOnTheDayTheGateCloses(StrategyMaestro maestro, TestHost host) {
    StrategyRef refused = refused(maestro, host);

    var run = maestro.executeStrategy(LAB.kind(), refused, RunOptions.named("rehearsal"));
    Execution<PaperAccount> ended = host.get(run.result());

    Execution.Halted<?> halted = assertInstanceOf(Execution.Halted.class, ended);
    List<Double> falls = Equity.underwater(Equity.of(RETURNS));
    PaperAccount account = ended.outcome().orElseThrow();
    assertTrue(ended.isRehearsal());
    assertEquals(Denial.Code.THRESHOLD_BROKEN, halted.reasons().get(0).code());
    assertTrue(falls.subList(0, account.days() - 1).stream().allMatch(fall -> fall <= 0.20));
    assertEquals(falls.get(account.days() - 1), account.deepest());
    assertTrue(account.deepest() > 0.20 && account.days() < falls.size());
  }

  @Test
  void rehearse_anyVersion_reportsTheRatioOfTheLatestYear(StrategyMaestro maestro, TestHost host) {
    StrategyRef refused = refused(maestro, host);

    var run = maestro.executeStrategy(LAB.kind(), refused, RunOptions.named("rehearsal"));
    int days = host.get(run.result()).outcome().orElseThrow().days();
    Reading last = host.get(maestro.reading(refused, Mode.REHEARSAL)).orElseThrow();

    List<Double> returns = RETURNS;
    assertEquals(days, last.number());
    assertEquals(
        Performance.sharpe(returns.subList(Math.max(0, days - 252), days)),
        last.observation().metrics().value(Measures.SHARPE).orElseThrow());
  }

  @Test
  void execute_refusedVersionForReal_isDenied(StrategyMaestro maestro, TestHost host) {
    StrategyRef refused = refused(maestro, host);

    var run = maestro.executeStrategy(LAB.kind(), refused, Mode.LIVE, RunOptions.named("for-real"));

    Execution.Denied<?> denied = assertInstanceOf(Execution.Denied.class, host.get(run.result()));
    assertEquals(Denial.Code.NOT_VALIDATED, denied.reasons().get(0).code());
  }

  private static StrategyRef refused(StrategyMaestro maestro, TestHost host) {
    var run = maestro.developStrategy(LAB.kind(), LabTask.of(FILE, 1), RunOptions.named("r"));
    return assertInstanceOf(Development.Rejected.class, host.get(run.result())).candidate().ref();
  }

  private static Prices wild(Chance chance) {
    return GeneratedPrices.walk("GENERATED wild", 2_000, day -> 0.02 * chance.normal());
  }
}
