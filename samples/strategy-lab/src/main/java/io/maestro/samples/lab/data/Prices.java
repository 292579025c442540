package io.maestro.samples.lab.data;

import java.time.LocalDate;
import java.util.List;

/**
 * Daily values of one column in order of their dates; two of equal content are equal.
 *
 * @param column the name the values go by
 * @param dates one date per value, strictly ascending
 * @param values positive and finite
 */
public record Prices(String column, List<LocalDate> dates, List<Double> values) {
  /** Copies what it is given, and refuses dates and values of different number. */
  public Prices {
    dates = List.copyOf(dates);
    values = List.copyOf(values);
    if (dates.size() != values.size()) {
      throw new IllegalArgumentException(
          "as many dates as values: " + dates.size() + " and " + values.size());
    }
  }

  /** The number of days. */
  public int size() {
    return values.size();
  }

  /** The date of a day, counted from 0. */
  public LocalDate date(int day) {
    return dates.get(day);
  }

  /** The value of a day, counted from 0. */
  public double value(int day) {
    return values.get(day);
  }

  /** The first date. */
  public LocalDate first() {
    return dates.get(0);
  }

  /** The last date. */
  public LocalDate last() {
    return dates.get(size() - 1);
  }

  /** The value of a day over the value of the day before, less one. */
  public double change(int day) {
    return value(day) / value(day - 1) - 1;
  }

  /** The days from {@code from} up to, but without, {@code to}. */
  public Prices slice(int from, int to) {
    return new Prices(column, dates.subList(from, to), values.subList(from, to));
  }

  /** What was known when the first {@code days} days had passed. */
  public Prices until(int days) {
    return slice(0, days);
  }
}
