package io.maestro.samples.lab.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers with a fixed count of decimals, the same on every Java and in every country. */
public final class Figure {
  private Figure() {}

  /** The rounded number; null for what is no number, which JSON can't hold. */
  public static @Nullable BigDecimal rounded(double value, int places) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? null
        : new BigDecimal(value).setScale(places, RoundingMode.HALF_UP);
  }

  /** The same as text; a dash for what is no number. */
  public static String decimal(double value, int places) {
    BigDecimal rounded = rounded(value, places);
    return rounded == null ? "–" : rounded.toPlainString();
  }

  /** A share of one as percent. */
  public static String percent(double share) {
    return decimal(100 * share, 1) + "\u00a0%";
  }

  /** A share of one as percent, with its sign. */
  public static String signedPercent(double share) {
    return (share > 0 ? "+" : "") + percent(share).replace('-', '−');
  }
}
