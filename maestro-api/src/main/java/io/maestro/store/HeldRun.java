package io.maestro.store;

import static java.util.Objects.requireNonNull;

/**
 * A run whose owner asks to keep it.
 *
 * @param lease the ownership to prolong
 * @param mailSeen the number of the latest letter that the owner has from the store, see {@link
 *     ClaimedRun#mailSeen()} and {@link Renewal.Mail#seen()}
 */
public record HeldRun(Lease lease, long mailSeen) {
  /** Checks the parts. */
  public HeldRun {
    requireNonNull(lease, "lease");
    if (mailSeen < 0) {
      throw new IllegalArgumentException("letters are numbered from 1: " + mailSeen);
    }
  }
}
