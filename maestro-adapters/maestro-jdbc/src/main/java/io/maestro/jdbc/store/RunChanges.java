package io.maestro.jdbc.store;

import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunWrite;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** What the databases do in ways of their own. */
public interface RunChanges {
  /** Makes an owner's change, on the calling thread if nobody else is at it. */
  CompletableFuture<Void> write(RunWrite write);

  /** Puts a letter into a run's inbox. */
  CompletableFuture<Delivery> deliver(RunId to, Letter letter);

  /** Gives runs to a node. */
  CompletableFuture<Claims> claim(ClaimRequest request);

  /** Prolongs leases. */
  CompletableFuture<Renewal> renew(Collection<HeldRun> held, Duration leaseFor);
}
