package io.maestro.testkit.time;

import io.maestro.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The clocks, and the timers by when they are due; of equals the one set first is first. */
final class Agenda {
  record Entry(long at, long number, String purpose, Runnable task) {}

  private static final Duration LONGEST = Duration.ofDays(100 * 365);

  private final NavigableSet<Entry> entries =
      new TreeSet<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
  private final Instant start;
  private Duration wallOffset = Duration.ZERO;
  private long nanos;
  private long count;

  Agenda(Instant start) {
    this.start = start;
  }

  synchronized Instant now() {
    return start.plus(wallOffset).plusNanos(nanos);
  }

  synchronized long nanos() {
    return nanos;
  }

  synchronized void jumpWall(Duration jump) {
    if (isOutOfReach(jump) || isOutOfReach(wallOffset.plus(jump))) {
      throw new IllegalArgumentException(
          "the wall clock jumps within " + LONGEST.toDays() + " days: " + jump);
    }
    wallOffset = wallOffset.plus(jump);
  }

  /** Compared on both sides: the most negative duration has no absolute value. */
  private static boolean isOutOfReach(Duration jump) {
    return jump.compareTo(LONGEST) > 0 || jump.compareTo(LONGEST.negated()) < 0;
  }

  synchronized Timer add(Duration delay, Runnable task, String purpose) {
    Duration notPast = delay.isNegative() ? Duration.ZERO : delay;
    Duration bounded = notPast.compareTo(LONGEST) > 0 ? LONGEST : notPast;
    Entry entry = new Entry(nanos + bounded.toNanos(), count++, purpose, task);
    entries.add(entry);
    return () -> remove(entry);
  }

  private synchronized boolean remove(Entry entry) {
    return entries.remove(entry);
  }

  /** Takes the next timer that is due by a time, and moves time to when it is. */
  synchronized Optional<Entry> takeDueBy(long until) {
    if (entries.isEmpty() || entries.first().at() > until) {
      return Optional.empty();
    }
    Entry due = entries.first();
    entries.remove(due);
    moveTo(due.at());
    return Optional.of(due);
  }

  synchronized void moveTo(long time) {
    nanos = Math.max(nanos, time);
  }

  synchronized List<String> purposes() {
    return entries.stream().map(Entry::purpose).toList();
  }
}
