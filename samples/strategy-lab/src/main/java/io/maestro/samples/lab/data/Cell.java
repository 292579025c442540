package io.maestro.samples.lab.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads one field of a price file, strictly. */
final class Cell {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  // Double.parseDouble alone would take "NaN", "1f" and hexadecimal too.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,9})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity|∞)", Pattern.CASE_INSENSITIVE);

  /** Beyond these a square of a ratio may leave the range of a double. */
  private static final double LEAST = 1e-50;

  private static final double MOST = 1e50;

  private Cell() {}

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static LocalDate date(String text, Refusal refusal) {
    refusal.unless(isDate(text), Quoted.text(text) + " is not a date like 2020-12-31");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException unknown) {
      throw refusal.because(Quoted.text(text) + " is not a date of the calendar");
    }
  }

  static double price(String text, String column, Refusal refusal) {
    String what = "column " + Quoted.text(column) + " holds ";
    refusal.unless(!text.isEmpty(), what + "no value");
    refusal.unless(!NOT_FINITE.matcher(text).matches(), what + text + ", not a finite number");
    refusal.unless(NUMBER.matcher(text).matches(), what + Quoted.text(text) + ", not a number");
    double value = Double.parseDouble(text);
    refusal.unless(!Double.isInfinite(value), what + Quoted.text(text) + ", an infinite number");
    refusal.unless(value > 0, what + Quoted.text(text) + ", but a price is above zero");
    refusal.unless(
        value >= LEAST && value <= MOST,
        what + Quoted.text(text) + ", beyond the range of " + LEAST + " to " + MOST);
    return value;
  }
}
