package io.maestro.samples.lab.data;

import java.util.List;

/** Which column of a price file holds the values: a named one, or the obvious one. */
public final class ColumnChoice {
  private final String name;

  private ColumnChoice(String name) {
    this.name = name;
  }

  /** The column of this name. */
  public static ColumnChoice named(String name) {
    return new ColumnChoice(name);
  }

  /** The column {@code close} if there is one, else the second. */
  public static ColumnChoice byDefault() {
    return new ColumnChoice("");
  }

  /** The place of the column in a header whose dates are at {@code date}; -1 for none. */
  int in(List<String> header, int date) {
    if (!name.isEmpty()) {
      return find(header, name);
    }
    int close = find(header, "close");
    return close >= 0 ? close : date == 1 ? 0 : 1;
  }

  String name() {
    return name;
  }

  /** The exact spelling goes first: a file may hold both {@code usd} and {@code USD}. */
  private static int find(List<String> header, String name) {
    int exact = header.indexOf(name);
    for (int i = 0; exact < 0 && i < header.size(); i++) {
      exact = header.get(i).equalsIgnoreCase(name) ? i : -1;
    }
    return exact;
  }
}
