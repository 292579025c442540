package io.maestro.samples.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.PlainLab;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.rule.Performance;
import io.maestro.samples.lab.rule.Trades;
import io.maestro.samples.lab.rule.WalkForward;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ExpectationTest {
  private static final WalkForward NOISE = walk(GeneratedPrices.noise(4, 2_500));
  private static final WalkForward TREND = walk(GeneratedPrices.trend(4, 2_500));

  @Test
  void observed_anyDay_isTheRatioOfItsLatestYear() {
    Expectation expectation = Expectation.of(NOISE, 600);

    List<Double> year = NOISE.trades().returns().subList(600 - 252, 600);
    assertEquals(Performance.sharpe(year), expectation.observed().get(599));
    assertEquals(600, expectation.dates().size());
    assertEquals(600 - 251, expectation.judged());
  }

  @Test
  void promised_dayAfterAFoldsYear_isWhatThatFoldWasChosenFor() {
    Expectation expectation = Expectation.of(NOISE, 2 * 252);

    double first = NOISE.fits().get(0).inSample().sharpe();
    double second = NOISE.fits().get(1).inSample().sharpe();
    assertTrue(expectation.promised().get(250).isNaN());
    assertEquals(first, expectation.promised().get(251), 1e-9);
    assertEquals((first + second) / 2, expectation.promised().get(251 + 126), 1e-9);
    assertEquals(second, expectation.promised().get(503), 1e-9);
  }

  @Test
  void band_anyDay_isNineOfTenYearsWide() {
    Expectation expectation = Expectation.of(NOISE, 252);

    double middle = expectation.promised().get(251);
    double error = Math.sqrt(1 + middle * middle / 504);
    assertEquals(middle - 1.645 * error, expectation.low().get(251), 1e-3);
    assertEquals(middle + 1.645 * error, expectation.high().get(251), 1e-3);
  }

  @Test
  void below_trendThatTurnsAgainstTheRule_isNearlyEveryDay() {
    Trades kept = TREND.trades();
    List<Double> losses = kept.returns().stream().map(earned -> -earned).toList();
    Trades broken = new Trades(kept.dates(), kept.positions(), kept.changes(), losses);

    Expectation good = Expectation.of(TREND, kept.size());
    Expectation bad = Expectation.of(new WalkForward(TREND.fits(), broken, broken), kept.size());

    assertTrue(good.below() < good.judged() / 5, good.below() + " of " + good.judged());
    assertTrue(bad.below() > bad.judged() * 4 / 5, bad.below() + " of " + bad.judged());
  }

  @Test
  void judged_lessThanAYear_isNothing() {
    assertEquals(0, Expectation.of(NOISE, 251).judged());
    assertEquals(0, Expectation.of(NOISE, 0).below());
  }

  private static WalkForward walk(Prices prices) {
    return Objects.requireNonNull(PlainLab.develop(prices).story().candidate()).walkForward();
  }
}
