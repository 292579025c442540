package io.maestro.core.optimization;

import io.maestro.optimization.LoopMemory;
import io.maestro.optimization.Tick;
import io.maestro.strategy.Strategy;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tick has to say of reports that expire: each is spoken of once, by the last tick before it
 * does. A loop on demand does not know when its next tick is, and says it when it has happened.
 *
 * @param at when the tick looked
 * @param since from when on it is this tick's to say, empty for ever
 * @param until when the next tick is due
 */
record Expiry(Instant at, Optional<Instant> since, Instant until) {

  /** Returns what a tick has to look at, or empty if the loop is off. */
  static Optional<Expiry> of(LoopMemory before, LoopMemory after, Tick tick) {
    boolean isFirst = before.schedule().slot() == 0;
    Optional<Instant> since = before.nextTick().filter(own -> !isFirst);
    Optional<Instant> next = after.isOnDemand() ? Optional.of(tick.at()) : after.nextTick();
    return next.filter(due -> after.isRunning()).map(due -> new Expiry(tick.at(), since, due));
  }

  /** Returns what is to be said of a version, if anything is. */
  Optional<String> warning(Strategy<?> current, boolean isNew) {
    Instant end = current.report().validUntil();
    boolean isMine = isNew || since.filter(end::isBefore).isEmpty();
    return isMine && end.isBefore(until) && current.report().passed()
        ? Optional.of("the report of " + current.ref() + when(end))
        : Optional.empty();
  }

  private String when(Instant end) {
    return (end.isAfter(at) ? " expires before the next tick, at " : " expired at ")
        + end
        + "; from then on LIVE is denied. Trigger.beforeExpiry makes a new version in time";
  }
}
