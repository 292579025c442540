package io.maestro.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: the same in every locale. */
final class Rounded {
  private static final int DIGITS = 6;
  private static final int MAX_WHOLE = 15;

  private Rounded() {}

  /**
   * Returns a number with at most 6 significant digits, or all before the point if these are up to
   * 15, and no zeros at the end.
   */
  static String of(double number) {
    BigDecimal exact = BigDecimal.valueOf(number);
    int whole = exact.precision() - exact.scale();
    boolean isPlain = whole > 0 && whole <= MAX_WHOLE;
    int digits = isPlain ? Math.max(DIGITS, whole) : DIGITS;
    BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
    return isPlain ? rounded.toPlainString() : rounded.toString();
  }
}
