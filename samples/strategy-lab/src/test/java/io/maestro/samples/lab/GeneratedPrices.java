package io.maestro.samples.lab;

import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.statistics.Chance;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Prices made by a formula and a seed: never real, and labelled so. */
public final class GeneratedPrices {
  private static final double DAILY_DEVIATION = 0.006;
  private static final double DAILY_TREND = 0.0012;
  private static final int SHORTEST_REGIME = 150;

  private GeneratedPrices() {}

  /** What the next daily move is to be. */
  @FunctionalInterface
  public interface Move {
    /** The logarithm of the value of a day over that of the day before. */
    double on(int day);
  }

  /** A geometric random walk without any drift: nothing can be learned from it. */
  public static Prices noise(long seed, int days) {
    Chance chance = new Chance(seed);
    return walk("GENERATED noise " + seed, days, day -> DAILY_DEVIATION * chance.normal());
  }

  /** Long regimes of rising and falling in turn, under the same noise: a real trend edge. */
  public static Prices trend(long seed, int days) {
    Chance chance = new Chance(seed);
    Regime regime = new Regime(chance);
    return walk(
        "GENERATED trend " + seed,
        days,
        day -> regime.drift(day) + DAILY_DEVIATION * chance.normal());
  }

  /** Prices on working days, from any moves. */
  public static Prices walk(String name, int days, Move move) {
    List<LocalDate> dates = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double logarithm = 0;
    LocalDate date = LocalDate.of(2000, 1, 3);
    for (int day = 0; day < days; day++) {
      dates.add(date);
      values.add(100 * StrictMath.exp(logarithm));
      logarithm += move.on(day);
      date = date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
    }
    return new Prices(name, dates, values);
  }

  /** A drift that keeps its direction for half a year to two. */
  private static final class Regime {
    private final Chance chance;
    private double drift = DAILY_TREND;
    private int until;

    Regime(Chance chance) {
      this.chance = chance;
    }

    double drift(int day) {
      if (day >= until) {
        drift = -drift;
        until = day + SHORTEST_REGIME + chance.below(350);
      }
      return drift;
    }
  }
}
