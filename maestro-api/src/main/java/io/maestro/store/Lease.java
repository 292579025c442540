package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;

/**
 * The ownership of a run: the right to write to it, until the store gives it to somebody else (rule
 * 3).
 *
 * @param run the run
 * @param node the owner, unique among all that ever opened the store
 * @param epoch the fencing token: one more with each claim of the run
 */
public record Lease(RunId run, String node, long epoch) {
  /** Checks the parts. */
  public Lease {
    requireNonNull(run, "run");
    requireNonNull(node, "node");
    if (epoch < 1) {
      throw new IllegalArgumentException("an epoch is 1 or more: " + epoch);
    }
  }
}
