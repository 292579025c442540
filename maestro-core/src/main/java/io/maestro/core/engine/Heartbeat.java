package io.maestro.core.engine;

import io.maestro.store.Lease;
import io.maestro.time.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prolongs the leases of the runs in memory, a third of the lease apart, while there are any. */
final class Heartbeat {
  private final Engine engine;
  private final Duration interval;
  private @Nullable Timer next;
  private boolean stopped;

  Heartbeat(Engine engine) {
    this.engine = engine;
    this.interval = engine.config().lease().dividedBy(3);
  }

  /** Beats from now on, if it does not yet. */
  synchronized void need() {
    if (next == null && !stopped) {
      next = engine.time().schedule(interval, this::beat, "the heartbeat");
    }
  }

  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void beat() {
    synchronized (this) {
      next = null;
    }
    engine.tasks().onWorker(this::renew);
  }

  private void renew() {
    Collection<Lease> leases = engine.sessions().leases();
    if (leases.isEmpty()) {
      return;
    }
    need();
    engine
        .runs()
        .renew(leases, engine.config().lease())
        .whenComplete((lost, failure) -> renewed(lost, failure));
  }

  private void renewed(@Nullable List<Lease> lost, @Nullable Throwable failure) {
    if (lost != null) {
      lost.forEach(engine.sessions()::lost);
    } else if (failure != null) {
      engine.listeners().problem("the heartbeat", Futures.unwrapped(failure));
    }
  }
}
