package io.maestro.samples.lab.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Prices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuccessionTest {
  private static final Prices NOISE = GeneratedPrices.noise(2, 600);
  private static final Rule QUICK = new Rule(3, 60);
  private static final Rule SLOW = new Rule(50, 200);
  private static final int FIRST = 300;

  @Test
  void trade_oneRuleAllAlong_isItsOwnTrading() {
    List<Rule> current = Collections.nCopies(NOISE.size() - FIRST, QUICK);

    Trades followed = Succession.trade(NOISE, FIRST, current);

    Trades own = QUICK.trade(NOISE.slice(FIRST - Rule.WARM_UP, NOISE.size()), 1);
    assertEquals(own.dates(), followed.dates());
    assertEquals(own.positions(), followed.positions());
    assertEquals(own.returns(), followed.returns());
  }

  @Test
  void trade_rulesInTurn_paysForTheChangeOfPositionAlone() {
    List<Rule> current = alternating();

    Trades followed = Succession.trade(NOISE, FIRST, current);

    int held = 0;
    for (int i = 0; i < current.size(); i++) {
      int day = FIRST + i;
      int position = current.get(i).positions(NOISE.until(day))[day - 1];
      double earned = position * NOISE.change(day) - 0.0002 * Math.abs(position - held);
      assertEquals(position, followed.positions().get(i));
      assertEquals(earned, followed.returns().get(i), 1e-15);
      held = position;
    }
    assertEquals(current.size(), followed.size());
  }

  @Test
  void switches_rulesInTurn_areCounted() {
    assertEquals(0, Succession.switches(List.of()));
    assertEquals(0, Succession.switches(List.of(QUICK, QUICK)));
    assertEquals(2, Succession.switches(List.of(QUICK, SLOW, SLOW, QUICK)));
  }

  private static List<Rule> alternating() {
    List<Rule> current = new ArrayList<>();
    for (int day = FIRST; day < NOISE.size(); day++) {
      current.add(day / 40 % 2 == 0 ? QUICK : SLOW);
    }
    return current;
  }
}
