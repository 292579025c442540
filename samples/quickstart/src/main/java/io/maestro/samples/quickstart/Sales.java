package io.maestro.samples.quickstart;

import java.util.List;

/** What the till remembers of a season. */
record Sales(List<Day> days) {
  Sales {
    days = List.copyOf(days);
  }
}
