package io.maestro.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ThresholdTest {
  private static final MetricKey ANSWERS = MetricKey.higherIsBetter("answers", "per day");
  private static final MetricKey COST = MetricKey.lowerIsBetter("cost", "");

  private Locale before;

  @BeforeEach
  void writeNumbersAsInGermany() {
    before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  private static String inWords(Threshold threshold, double observed) {
    return threshold.inWords(new MetricValue(observed, 1));
  }

  @Test
  void inWords_anyLocale_showsBothNumbersRounded() {
    assertEquals(
        "answers >= 40 per day, observed 38.25", inWords(Threshold.atLeast(ANSWERS, 40), 38.25));
    assertEquals(
        "cost <= 0.333333, observed 0.666667", inWords(Threshold.atMost(COST, 1d / 3), 2d / 3));
  }

  @Test
  void inWords_numbersThatRoundAlike_showsThemToTheLastDigit() {
    Threshold threshold = Threshold.atLeast(COST, 0.3);

    assertEquals(
        "cost >= 0.3, observed 0.29999999999999993", inWords(threshold, 0.29999999999999993));
    assertEquals("cost >= 0.3, observed 0.3", inWords(threshold, 0.3));
  }

  @Test
  void inWords_ofANumber_hasSixDigitsOrAllBeforeThePoint() {
    assertNumber("0", 0);
    assertNumber("0", -0.0);
    assertNumber("-2.5", -2.5);
    assertNumber("0.123457", 0.1234567);
    assertNumber("100", 100);
    assertNumber("1234568", 1234567.89);
    assertNumber("123456789012345", 123456789012345d);
    assertNumber("1.23457E+15", 1234567890123456d);
    assertNumber("1E+300", 1e300);
    assertNumber("0.00001", 1e-5);
    assertNumber("1.23457E-9", 1.23456789e-9);
    assertNumber("4.9E-324", 4.9e-324);
  }

  private static void assertNumber(String words, double number) {
    assertEquals("cost <= -1, observed " + words, inWords(Threshold.atMost(COST, -1), number));
  }

  @Test
  void toString_ofAThreshold_isExact() {
    assertEquals("cost <= 0.1234567", Threshold.atMost(COST, 0.1234567).toString());
  }
}
