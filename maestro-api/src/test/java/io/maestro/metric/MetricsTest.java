package io.maestro.metric;

import static io.maestro.metric.Threshold.Answer.BROKEN;
import static io.maestro.metric.Threshold.Answer.KEPT;
import static io.maestro.metric.Threshold.Answer.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final MetricKey HITS = MetricKey.higherIsBetter("hits", "per day");
  private static final MetricKey ERRORS = MetricKey.lowerIsBetter("errors", "");

  @Test
  void with_moreMetrics_keepsTheirOrderAndLeavesTheOld() {
    Metrics one = Metrics.of(HITS, 5);
    Metrics two = one.with(ERRORS, 1, 10).with(HITS, 6);

    assertEquals(List.of(HITS, ERRORS), List.copyOf(two.values().keySet()));
    assertEquals(OptionalDouble.of(6), two.value(HITS));
    assertEquals(OptionalDouble.of(5), one.value(HITS));
    assertEquals(OptionalDouble.empty(), one.value(ERRORS));
  }

  @Test
  void values_givenMap_isCopied() {
    Map<MetricKey, MetricValue> values = new HashMap<>();
    Metrics metrics = new Metrics(values);
    values.put(HITS, new MetricValue(1, 1));

    assertEquals(Metrics.none(), metrics);
    assertThrows(UnsupportedOperationException.class, () -> metrics.values().clear());
  }

  @Test
  void value_notFinite_isRefused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertThrows(IllegalArgumentException.class, () -> Metrics.of(HITS, bad));
      assertThrows(IllegalArgumentException.class, () -> Threshold.atLeast(HITS, bad));
    }
    assertThrows(IllegalArgumentException.class, () -> Metrics.of(HITS, 1, 0));
  }

  @Test
  void threshold_atItsBound_isKept() {
    assertEquals(KEPT, Threshold.atLeast(HITS, 5).test(Metrics.of(HITS, 5)));
    assertEquals(BROKEN, Threshold.atLeast(HITS, 5).test(Metrics.of(HITS, 4.999)));
    assertEquals(KEPT, Threshold.atMost(HITS, 5).test(Metrics.of(HITS, 5)));
    assertEquals(BROKEN, Threshold.atMost(HITS, 5).test(Metrics.of(HITS, 5.001)));
  }

  @Test
  void threshold_missingOrTooFewSamples_isUnknown() {
    Threshold sure = Threshold.atLeast(HITS, 5).minSamples(30);

    assertEquals(UNKNOWN, sure.test(Metrics.none()));
    assertEquals(UNKNOWN, sure.test(Metrics.of(HITS, 9, 29)));
    assertEquals(KEPT, sure.test(Metrics.of(HITS, 9, 30)));
    assertThrows(IllegalArgumentException.class, () -> sure.minSamples(0));
  }

  @Test
  void threshold_inWords_hasSignAndUnit() {
    assertEquals("hits >= 5.0 per day", Threshold.atLeast(HITS, 5).toString());
    assertEquals("errors <= 0.5", Threshold.atMost(ERRORS, 0.5).toString());
  }

  @Test
  void isBetter_equal_isFalseInBothDirections() {
    assertTrue(HITS.isBetter(2, 1));
    assertTrue(ERRORS.isBetter(1, 2));
    assertFalse(HITS.isBetter(1, 1));
    assertFalse(ERRORS.isBetter(1, 1));
  }
}
