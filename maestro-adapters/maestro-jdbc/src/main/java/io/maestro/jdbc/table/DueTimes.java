package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.Dialect;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a run is due, as the store's clock has it.
 *
 * <p>A server's clock is not the node's. What is written there is how long it is from now, so that
 * a node whose clock is wrong neither wakes a run too early, for ever, nor lets it sleep on.
 */
final class DueTimes {
  private final Dialect dialect;
  private final TimeSource time;

  DueTimes(Dialect dialect, TimeSource time) {
    this.dialect = dialect;
    this.time = time;
  }

  /** Returns the argument of the dialect's expression for a due time. */
  @Nullable Long of(Optional<Instant> dueAt) {
    return dueAt.map(this::of).orElse(null);
  }

  /** Returns the argument for what is due before all others. */
  long first() {
    return dialect == Dialect.SQLITE ? Nanos.FIRST : 0;
  }

  /** Returns whether that is so soon that whoever has nothing to do should look now. */
  boolean isNow(Optional<Instant> dueAt) {
    return dueAt.isPresent() && !dueAt.get().isAfter(time.now());
  }

  private long of(Instant dueAt) {
    if (dialect == Dialect.SQLITE) {
      return Nanos.of(dueAt);
    }
    Instant now = time.now();
    return dueAt.isAfter(now) ? Nanos.of(until(now, dueAt)) : 0;
  }

  private static Duration until(Instant now, Instant dueAt) {
    return Duration.ofSeconds(
        dueAt.getEpochSecond() - now.getEpochSecond(), (long) dueAt.getNano() - now.getNano());
  }
}
