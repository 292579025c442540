package io.maestro.samples.lab.check;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one check found.
 *
 * @param id the check's name
 * @param observed the figure that was judged; NaN if there is none
 * @param bound which side of the threshold is good
 * @param threshold the limit it was held against
 * @param what the figure in words
 */
public record Finding(
    String id, Verdict verdict, double observed, Bound bound, double threshold, String what) {
  private static final int PLACES = 3;

  /** All of it in a sentence. */
  public String message() {
    return "%s: %s (%s)".formatted(what, number(observed), needed());
  }

  /** What the figure had to be. */
  public String needed() {
    return bound.words() + " " + number(threshold);
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "not known";
    }
    BigDecimal rounded = new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_UP);
    return value == Math.rint(value)
        ? rounded.setScale(0).toPlainString()
        : rounded.toPlainString();
  }
}
