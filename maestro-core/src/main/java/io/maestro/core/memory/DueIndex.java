package io.maestro.core.memory;

import io.maestro.run.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The runs that nobody owns, by when they are due. Guarded by its own monitor. */
final class DueIndex {
  private record Due(Instant at, RunId run) {}

  private final NavigableSet<Due> byTime =
      new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::run));
  private final Map<RunId, Due> byRun = new HashMap<>();

  synchronized void set(RunId run, Optional<Instant> at) {
    Due before = byRun.remove(run);
    if (before != null) {
      byTime.remove(before);
    }
    if (at.isPresent()) {
      Due due = new Due(at.get(), run);
      byRun.put(run, due);
      byTime.add(due);
    }
  }

  /** Returns the first run that is due and wanted. */
  synchronized Optional<RunId> first(Instant now, Predicate<RunId> wanted) {
    for (Due due : byTime) {
      if (due.at().isAfter(now)) {
        return Optional.empty();
      }
      if (wanted.test(due.run())) {
        return Optional.of(due.run());
      }
    }
    return Optional.empty();
  }

  /** Returns when the next wanted run is due, past or future. */
  synchronized Optional<Instant> next(Predicate<RunId> wanted) {
    for (Due due : byTime) {
      if (wanted.test(due.run())) {
        return Optional.of(due.at());
      }
    }
    return Optional.empty();
  }

  synchronized void clear() {
    byTime.clear();
    byRun.clear();
  }
}
