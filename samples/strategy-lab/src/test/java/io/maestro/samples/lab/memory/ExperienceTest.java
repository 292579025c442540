package io.maestro.samples.lab.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import io.maestro.samples.lab.fact.Regimes;
import io.maestro.samples.lab.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExperienceTest {
  private static final Prices NOISE = GeneratedPrices.noise(7, 2_000);
  private static final List<Stretch> STRETCHES = Stretch.of(NOISE);

  @Test
  void stretches_anySeries_areOfOneRegimeKnownTheDayBefore() {
    List<Regime> known = Regimes.of(NOISE);

    assertFalse(STRETCHES.isEmpty());
    for (Stretch stretch : STRETCHES) {
      assertTrue(stretch.days() >= 21 && stretch.regime() != Regime.UNKNOWN);
      for (int day = stretch.from(); day < stretch.to(); day++) {
        assertEquals(stretch.regime(), known.get(day - 1));
      }
    }
  }

  @Test
  void stretches_anySeries_beginAfterTheWarmUpAndDoNotOverlap() {
    int free = Rule.WARM_UP;
    for (Stretch stretch : STRETCHES) {
      assertTrue(stretch.from() >= free);
      free = stretch.to();
    }
    assertTrue(free <= NOISE.size());
  }

  @Test
  void experience_dataThatEndsWithTheStretch_isTheSame() {
    for (Stretch stretch : STRETCHES) {
      Prices untilThen = NOISE.until(stretch.to());

      assertEquals(Experience.of(untilThen, stretch), Experience.of(NOISE, stretch));
      assertEquals(untilThen.last(), Experience.of(NOISE, stretch).get(0).observedOn());
    }
  }

  @Test
  void experience_everyRule_speaksForOrAgainstIt() {
    List<Experience> seen = Experience.of(NOISE, STRETCHES.get(0));

    assertEquals(Rule.grid(), seen.stream().map(Experience::rule).toList());
    assertNotEquals(72, seen.stream().filter(Experience::speaksFor).count());
    assertEquals(STRETCHES.get(0).days(), seen.get(0).earned().samples());
  }
}
