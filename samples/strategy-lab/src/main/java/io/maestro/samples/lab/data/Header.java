package io.maestro.samples.lab.data;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The first line of a price file, and where in it the date and the value stand. */
record Header(List<String> names, int date, int value) {
  private static final String DATE = "date";
  private static final int LONGEST_NAME = 100;

  /** Finds the two columns, or says what is wrong. */
  static Header of(List<String> fields, ColumnChoice choice, Refusal refusal) {
    List<String> names = fields.stream().map(String::strip).toList();
    refusal.unless(names.stream().noneMatch(Header::isBinary), "this is not a CSV file of text");
    refusal.unless(!Cell.isDate(names.get(0)), "no header: the first line already holds values");
    int date = dateColumn(names, refusal);
    int value = names.size() < 2 ? -1 : choice.in(names, date);
    refusal.unless(value >= 0, missing(choice.name(), names));
    refusal.unless(value != date, "the column of dates can't be the column of values");
    refusal.unless(
        Collections.frequency(names, names.get(value)) == 1,
        "the header names column " + Quoted.text(names.get(value)) + " twice");
    refusal.unless(
        names.get(value).length() <= LONGEST_NAME,
        "the name of the column has more than " + LONGEST_NAME + " characters");
    return new Header(names, date, value);
  }

  String column() {
    return names.get(value);
  }

  int width() {
    return names.size();
  }

  private static int dateColumn(List<String> names, Refusal refusal) {
    int[] found =
        IntStream.range(0, names.size()).filter(i -> names.get(i).equalsIgnoreCase(DATE)).toArray();
    refusal.unless(found.length > 0, "no header with a column 'date'" + known(names));
    refusal.unless(found.length == 1, "the header names column 'date' twice");
    return found[0];
  }

  private static String missing(String name, List<String> names) {
    return name.isEmpty()
        ? "no column of values beside the dates" + known(names)
        : "no column " + Quoted.text(name) + known(names);
  }

  private static String known(List<String> names) {
    return names.stream()
        .limit(30)
        .map(Quoted::text)
        .collect(joining(", ", "; the columns are ", ""));
  }

  private static boolean isBinary(String name) {
    return name.chars().anyMatch(c -> c == '\uFFFD' || Character.isISOControl(c));
  }
}
