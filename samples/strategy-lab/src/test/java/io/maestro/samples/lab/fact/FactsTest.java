package io.maestro.samples.lab.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.data.ColumnChoice;
import io.maestro.samples.lab.data.PriceCsv;
import io.maestro.samples.lab.data.PriceSource;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.CrossoverSignal.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FactsTest {
  private static final Prices USD =
      PriceCsv.read(PriceSource.shipped(), ColumnChoice.named("USD")).prices();

  /** The yearly averages which the bank itself published, 1999 to 2022. */
  private static final String PUBLISHED =
      "1.0658 0.9236 0.8956 0.9456 1.1312 1.2439 1.2441 1.2556 1.3705 1.4708 1.3948 1.3257 "
          + "1.3920 1.2848 1.3281 1.3285 1.1095 1.1069 1.1297 1.1810 1.1195 1.1422 1.1827 1.0530";

  @Test
  void averages_ofTheDollar_equalThePublishedOnes() {
    String averages =
        YearlyFigures.averages(USD).headMap(2023).values().stream()
            .map(mean -> new BigDecimal(mean).setScale(4, RoundingMode.HALF_UP).toPlainString())
            .collect(Collectors.joining(" "));

    assertEquals(PUBLISHED, averages);
  }

  @Test
  void returns_firstYearOrGap_areLeftOut() {
    Prices gap = prices(List.of("2001-12-31", "2002-12-30", "2004-01-02"), 100.0, 110.0, 130.0);

    assertEquals(List.of(2002), List.copyOf(YearlyFigures.returns(gap).keySet()));
    assertEquals(10, YearlyFigures.returns(gap).getOrDefault(2002, 0.0), 1e-9);
    assertFalse(YearlyFigures.returns(USD).containsKey(1999));
  }

  @Test
  void drawdown_ofTheDollar_runsFromTheAllTimeHigh() {
    Drawdown deepest = Drawdown.deepest(USD);

    assertEquals(LocalDate.of(2008, 7, 15), deepest.peakDate());
    assertEquals(LocalDate.of(2022, 9, 28), deepest.troughDate());
    assertEquals(100 * (1 - 0.9565 / 1.5990), deepest.percent(), 1e-9);
  }

  @Test
  void drawdown_neverFalling_isZero() {
    assertEquals(0, Drawdown.deepest(daily(1.0, 2.0, 3.0)).percent());
  }

  @Test
  void signals_orderChanges_areDatedTheFirstDayOfTheNewOrder() {
    Prices prices = daily(1.0, 2.0, 3.0, 2.0, 1.0, 1.0, 3.0);

    List<CrossoverSignal> signals = CrossoverSignal.of(prices, 1, 2);

    assertEquals(
        List.of(
            new CrossoverSignal(prices.date(3), Kind.DEATH),
            new CrossoverSignal(prices.date(6), Kind.GOLDEN)),
        signals);
  }

  @Test
  void signals_tie_changesNothing() {
    assertEquals(List.of(), CrossoverSignal.of(daily(1.0, 2.0, 2.0, 2.0, 3.0), 1, 2));
  }

  @Test
  void signals_ofTheDollar_alternateAndAgreeWithExactDecimals() {
    List<CrossoverSignal> signals = CrossoverSignal.of50And200(USD);

    assertEquals(exactSignals(), signals);
    assertTrue(signals.size() > 20);
  }

  @Test
  void quality_plantedFaults_areFound() {
    List<LocalDate> dates = new ArrayList<>(USD.dates().subList(0, 100));
    dates.addAll(USD.dates().subList(120, 2000));
    List<Double> values = new ArrayList<>(USD.values().subList(0, dates.size()));
    Collections.fill(values.subList(500, 505), 1.0);
    values.set(900, 2.5);

    List<QualityNote> notes = DataQuality.of(new Prices("x", dates, values));

    assertEquals(
        List.of("order", "duplicates", "gaps", "stale", "outliers"),
        notes.stream().map(QualityNote::question).toList());
    assertEquals(List.of(0, 0, 1, 1), notes.stream().map(QualityNote::count).limit(4).toList());
    assertTrue(notes.get(4).examples().stream().anyMatch(e -> e.contains(dates.get(900) + "")));
  }

  @Test
  void quality_constantPrices_hasNoOutliers() {
    assertEquals(0, Outliers.in(daily(1.0, 1.0, 1.0, 1.0)).size());
  }

  @Test
  void regimes_truncatedHistory_keepThePast() {
    List<Regime> all = Regimes.of(USD);

    assertEquals(all.subList(0, 3_000), Regimes.of(USD.until(3_000)));
    assertEquals(Regime.UNKNOWN, all.get(0));
    assertEquals(5, all.stream().distinct().count());
  }

  private static List<CrossoverSignal> exactSignals() {
    List<BigDecimal> values = USD.values().stream().map(BigDecimal::valueOf).toList();
    List<CrossoverSignal> signals = new ArrayList<>();
    int last = 0;
    for (int day = 199; day < values.size(); day++) {
      int order =
          sum(values, day, 50).multiply(BigDecimal.valueOf(4)).compareTo(sum(values, day, 200));
      if (order * last < 0) {
        signals.add(new CrossoverSignal(USD.date(day), order > 0 ? Kind.GOLDEN : Kind.DEATH));
      }
      last = order == 0 ? last : order;
    }
    return signals;
  }

  private static BigDecimal sum(List<BigDecimal> values, int day, int window) {
    return values.subList(day - window + 1, day + 1).stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Prices daily(Double... values) {
    List<String> dates =
        IntStream.range(0, values.length)
            .mapToObj(i -> LocalDate.of(2020, 1, 1).plusDays(i).toString())
            .toList();
    return prices(dates, values);
  }

  private static Prices prices(List<String> dates, Double... values) {
    return new Prices("x", dates.stream().map(LocalDate::parse).toList(), List.of(values));
  }
}
