package io.maestro.samples.lab.page;

import io.maestro.samples.lab.report.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A range of values laid along a line: evenly, or by their logarithms. */
record Axis(double low, double high, Spacing spacing) {
  enum Spacing {
    EVEN,
    LOGARITHMIC
  }

  private static final int TICKS = 5;
  private static final double WIDE = 4;
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-3;
  private static final MathContext SHORT = new MathContext(3);

  /** An even axis with a little air at both ends. */
  static Axis around(List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double air = high > low ? (high - low) * 0.05 : Math.max(Math.abs(high), 1) * 0.05;
    return new Axis(low - air, high + air, Spacing.EVEN);
  }

  /** The same for positive values, by logarithm if they differ by much. */
  static Axis aroundPositive(List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return low > 0 && high / low > WIDE
        ? new Axis(low / 1.1, high * 1.1, Spacing.LOGARITHMIC)
        : around(values);
  }

  /** Where a value lies: 0 at the low end, 1 at the high one. */
  double share(double value) {
    return spacing == Spacing.EVEN
        ? (value - low) / (high - low)
        : StrictMath.log(value / low) / StrictMath.log(high / low);
  }

  /** A few round values within the range. */
  List<Double> ticks() {
    List<Double> powers = spacing == Spacing.EVEN ? List.of() : powers();
    return powers.size() > 2 ? powers : even();
  }

  /** A tick's words, short enough for a margin. */
  String label(double tick) {
    return (high >= LARGE || high - low <= SMALL
            ? new BigDecimal(tick).round(SHORT).stripTrailingZeros().toString()
            : Figure.decimal(tick, decimals()))
        .replace('-', '−');
  }

  /** How many decimals tell one tick from the next. */
  private int decimals() {
    double finest = spacing == Spacing.EVEN ? step() : Math.min(step(), low);
    return (int) Math.max(0, Math.min(8, Math.ceil(-StrictMath.log10(finest) - 1e-9)));
  }

  private List<Double> even() {
    double step = step();
    List<Double> ticks = new ArrayList<>();
    for (double n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) {
      ticks.add(n * step);
    }
    return ticks;
  }

  private List<Double> powers() {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.floor(StrictMath.log10(high));
    for (int power = first; power <= last; power++) {
      for (int lead : last - first > 2 ? new int[] {1} : new int[] {1, 2, 5}) {
        double tick = lead * StrictMath.pow(10, power);
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private double step() {
    double rough = (high - low) / TICKS;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double lead = rough / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }
}
