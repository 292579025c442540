package io.maestro.samples.lab.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Prices;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleTest {
  private static final Prices NOISE = GeneratedPrices.noise(1, 600);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 200, 599, 600})
  void average_anyWindow_equalsTheSumTakenDirectly(int window) {
    double[] averages = MovingAverage.of(NOISE, window);

    for (int day = 0; day < NOISE.size(); day++) {
      if (day < window - 1) {
        assertTrue(Double.isNaN(averages[day]));
      } else {
        double sum = 0;
        for (int d = day - window + 1; d <= day; d++) {
          sum += NOISE.value(d);
        }
        assertEquals(sum / window, averages[day], 1e-10);
      }
    }
  }

  @Test
  void average_windowBeyondTheEnd_isNeverKnown() {
    assertTrue(Double.isNaN(MovingAverage.of(NOISE.until(10), 11)[9]));
  }

  @Test
  void grid_ofRules_holdsEightByNineDifferentOnes() {
    assertEquals(72, new HashSet<>(Rule.grid()).size());
    assertEquals(72, Rule.grid().stream().map(Rule::label).distinct().count());
  }

  @Test
  void rule_averagesThatCannotCross_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Rule(50, 50));
    assertThrows(IllegalArgumentException.class, () -> new Rule(0, 50));
    assertThrows(IllegalArgumentException.class, () -> new Rule(50, 201));
  }

  @Test
  void trade_positionOfOneClose_earnsTheNextChange() {
    Prices prices = NOISE.until(Rule.WARM_UP + 3);
    Signal signal = p -> alternating(p.size());

    Trades trades = Trades.of(prices, signal, 0);

    assertEquals(List.of(-1, 1, -1), trades.positions());
    assertEquals(-prices.change(Rule.WARM_UP), trades.returns().get(0));
    assertEquals(prices.change(Rule.WARM_UP + 1), trades.returns().get(1));
    assertEquals(prices.date(Rule.WARM_UP), trades.dates().get(0));
  }

  @Test
  void trade_everySwitch_paysForTheUnitsMoved() {
    Prices prices = NOISE.until(Rule.WARM_UP + 3);
    Signal signal = p -> alternating(p.size());

    List<Double> free = Trades.of(prices, signal, 0).returns();
    List<Double> doubled = Trades.of(prices, signal, 2).returns();

    assertEquals(0.0004, free.get(0) - doubled.get(0), 1e-12); // one unit, from nothing
    assertEquals(0.0008, free.get(1) - doubled.get(1), 1e-12); // two, from short to long
    assertEquals(2, Trades.of(prices, signal, 2).performance().switches());
  }

  @Test
  void measure_constantPrices_hasNoRatio() {
    Prices flat = GeneratedPrices.walk("GENERATED flat", 500, day -> 0);

    Performance performance = new Rule(3, 60).measure(flat, 1);

    assertTrue(Double.isNaN(performance.sharpe()));
    assertEquals(0, performance.maxDrawdown());
  }

  @Test
  void equity_ruin_staysAtZero() {
    List<Double> equity = Equity.of(List.of(0.5, -1.5, 3.0));

    assertEquals(List.of(1.5, 0.0, 0.0), equity);
    assertEquals(List.of(0.0, 1.0, 1.0), Equity.underwater(equity));
  }

  @Test
  void crossing_beforeTheSlowAverage_isUnknown() {
    int[] order = Crossing.order(NOISE, 3, 60);

    assertArrayEquals(new int[59], Arrays.copyOf(order, 59));
    assertTrue(order[59] != 0);
  }

  private static int[] alternating(int days) {
    int[] positions = new int[days];
    for (int day = 0; day < days; day++) {
      positions[day] = day % 2 == 0 ? 1 : -1;
    }
    return positions;
  }
}
