package io.maestro.samples.lab.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.data.Close;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.Regime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MarketTest {
  private static final Prices NOISE = GeneratedPrices.noise(3, 1_600);
  private static final Market MARKET = new Market(NOISE);

  @Test
  void known_justBeforeAClose_doesNotHoldItsDay() {
    for (int day = 1; day < NOISE.size(); day += 37) {
      Instant close = Close.of(NOISE.date(day));

      assertEquals(day, MARKET.known(close.minusNanos(1)));
      assertEquals(day + 1, MARKET.known(close));
      assertEquals(NOISE.date(day), MARKET.trailing(close).last());
    }
  }

  @Test
  void known_onDaysWithoutAPrice_isWhatWasKnownBefore() {
    Instant saturday = Close.of(NOISE.date(4)).plus(Duration.ofDays(1));

    assertEquals(5, MARKET.known(saturday));
    assertEquals(0, MARKET.known(Instant.EPOCH));
    assertEquals(Regime.UNKNOWN, MARKET.regime(Instant.EPOCH));
    assertEquals(NOISE.size(), MARKET.known(Instant.parse("2100-01-01T00:00:00Z")));
  }

  @Test
  void trailing_anyTime_isFourYearsAndAWarmUp() {
    assertEquals(1_208, MARKET.trailing(MARKET.opening()).size());
    assertEquals(1_208, MARKET.trailing(Close.of(NOISE.last())).size());
    assertEquals(NOISE.until(1_208), MARKET.trailing(MARKET.opening()));
  }

  @Test
  void market_withoutItsFuture_saysTheSame() {
    for (int days = 400; days < NOISE.size(); days += 113) {
      Market past = new Market(NOISE.until(days));
      Instant now = Close.of(NOISE.date(days - 1));

      assertEquals(past.trailing(now), MARKET.trailing(now));
      assertEquals(past.regime(now), MARKET.regime(now));
    }
  }
}
