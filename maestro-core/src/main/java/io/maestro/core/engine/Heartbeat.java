package io.maestro.core.engine;

import io.maestro.run.RunId;
import io.maestro.store.HeldRun;
import io.maestro.store.Renewal;
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
    Collection<HeldRun> held = engine.sessions().held();
    if (held.isEmpty()) {
      return;
    }
    need();
    renew(held);
  }

  /** Looks for the mail of a run, before the next beat would. */
  void lookForMail(RunId run) {
    engine
        .sessions()
        .find(run)
        .ifPresent(session -> engine.tasks().onWorker(() -> renew(List.of(session.held()))));
  }

  private void renew(Collection<HeldRun> held) {
    engine
        .runs()
        .renew(held, engine.config().lease())
        .whenComplete((renewal, failure) -> renewed(renewal, failure));
  }

  private void renewed(@Nullable Renewal renewal, @Nullable Throwable failure) {
    if (renewal != null) {
      renewal.lost().forEach(engine.sessions()::lost);
      renewal.mail().forEach(engine.sessions()::arrived);
    } else if (failure != null) {
      engine.listeners().problem("the heartbeat", Futures.unwrapped(failure));
    }
  }
}
