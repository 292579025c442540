package io.maestro.samples.lab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {
  @ParameterizedTest
  @CsvSource({"100, 0.9004", "46, 0.9505"})
  void deflatedSharpe_publishedExample_givesThePublishedFigure(int trials, double published) {
    Moments observed = new Moments(1_250, 2.5 / Math.sqrt(250), 1, -3, 10);

    double probability = DeflatedSharpe.of(observed, 0.5 / 250, trials);

    assertEquals(published, probability, 0.00005);
  }

  @Test
  void deflatedSharpe_constantReturns_isUndefined() {
    assertTrue(Double.isNaN(DeflatedSharpe.of(same(500), List.of(0.1, 0.2))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.841344746068543",
    "-1.96, 0.024997895148220435",
    "3, 0.9986501019683699",
    "-7.5, 3.1908916729108844e-14"
  })
  void normal_cumulative_agreesWithTheTables(double x, double probability) {
    assertEquals(probability, Normal.below(x), 1e-14);
    assertEquals(x, Normal.quantile(Normal.below(x)), 1e-9 * Math.max(1, Math.abs(x)));
  }

  @Test
  void moments_knownSample_areTheKnownOnes() {
    Moments moments = Moments.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));

    assertEquals(5, moments.mean());
    assertEquals(Math.sqrt(32.0 / 7), moments.deviation(), 1e-15);
    assertEquals(0.65625, moments.skew(), 1e-12);
    assertEquals(2.78125, moments.kurtosis(), 1e-12);
  }

  @Test
  void sharpe_rounderrorsOnly_isUndefined() {
    assertTrue(Double.isNaN(Moments.of(same(1_000)).sharpe()));
  }

  @Test
  void overfitting_pureNoise_isAboutHalfOnAverage() {
    double mean =
        IntStream.rangeClosed(1, 20)
            .mapToDouble(seed -> Overfitting.of(trials(seed, 20, 0)).probability())
            .average()
            .orElseThrow();

    assertTrue(mean > 0.4 && mean < 0.65, "mean " + mean);
  }

  @Test
  void overfitting_noiseWithoutAnyMean_isNearlySure() {
    List<List<Double>> trials = trials(5, 20, 0).stream().map(StatisticsTest::withoutMean).toList();

    assertTrue(Overfitting.of(trials).probability() > 0.9);
  }

  @Test
  void overfitting_oneTrueEdge_isNearlyImpossible() {
    Overfitting overfitting = Overfitting.of(trials(7, 20, 0.2));

    assertTrue(overfitting.probability() < 0.01);
    assertTrue(overfitting.lossProbability() < 0.01);
    assertEquals(12_870, overfitting.logits().size());
  }

  @Test
  void overfitting_trialsAllAlike_isAnEvenChance() {
    List<Double> one = returns(new Chance(1), 640, 0);

    assertEquals(0.5, Overfitting.of(List.of(one, one, one)).probability());
  }

  @Test
  void overfitting_tooLittle_isUndefined() {
    assertTrue(Double.isNaN(Overfitting.of(List.of(same(100))).probability()));
    assertTrue(Double.isNaN(Overfitting.of(List.of(same(31), same(31))).probability()));
    assertTrue(Double.isNaN(Overfitting.of(List.of(same(640), same(640))).probability()));
  }

  @Test
  void chance_publishedSequence_isReproduced() {
    Chance chance = new Chance(1234567);

    assertEquals(6457827717110365317L, chance.next());
    assertEquals(3203168211198807973L, chance.next());
  }

  @Test
  void bootstrap_sameSeed_isTheSameAndAnotherIsNot() {
    List<Double> returns = returns(new Chance(3), 1_000, 0.05);

    assertEquals(Bootstrap.of(returns, new Chance(1)), Bootstrap.of(returns, new Chance(1)));
    assertNotEquals(Bootstrap.of(returns, new Chance(1)), Bootstrap.of(returns, new Chance(2)));
  }

  @Test
  void bootstrap_edgeAndNoEdge_areToldApart() {
    Bootstrap edge = Bootstrap.of(returns(new Chance(3), 2_000, 0.1), new Chance(1));
    Bootstrap none = Bootstrap.of(returns(new Chance(3), 2_000, -0.05), new Chance(1));

    assertTrue(edge.notPositive() < 0.01 && edge.low() > 0 && edge.low() < edge.high());
    assertTrue(none.notPositive() > 0.5);
    assertTrue(Double.isNaN(Bootstrap.of(same(100), new Chance(1)).notPositive()));
  }

  @Test
  void randomEntry_trueTiming_beatsTheOthers() {
    List<Double> changes = returns(new Chance(4), 1_000, 0);
    List<Integer> foresight = changes.stream().map(change -> change > 0 ? 1 : -1).toList();
    List<Integer> always = changes.stream().map(change -> 1).toList();

    assertTrue(RandomEntry.of(foresight, changes, new Chance(1)) < 0.01);
    assertEquals(1, RandomEntry.of(always, changes, new Chance(1)));
  }

  private static List<List<Double>> trials(long seed, int count, double edgeOfFirst) {
    Chance chance = new Chance(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> returns(chance, 1_600, i == 0 ? edgeOfFirst : 0))
        .toList();
  }

  private static List<Double> returns(Chance chance, int days, double mean) {
    return Stream.generate(() -> mean + chance.normal()).limit(days).toList();
  }

  private static List<Double> withoutMean(List<Double> values) {
    double mean = Moments.of(values).mean();
    return values.stream().map(value -> value - mean).toList();
  }

  private static List<Double> same(int days) {
    return Stream.generate(() -> 0.001).limit(days).toList();
  }
}
