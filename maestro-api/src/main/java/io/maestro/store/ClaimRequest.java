package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs a node wants to own.
 *
 * @param node the node
 * @param workflows the names of the workflows it knows; other runs are left alone
 * @param only the one run wanted, if it is one
 * @param leaseFor how long they are owned
 * @param limit the largest number of runs, 1 to 1,000
 */
public record ClaimRequest(
    String node, Set<String> workflows, Optional<RunId> only, Duration leaseFor, int limit) {
  /** Copies the names. */
  public ClaimRequest {
    requireNonNull(node, "node");
    requireNonNull(only, "only");
    requireNonNull(leaseFor, "leaseFor");
    workflows = Set.copyOf(workflows);
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1,000: " + limit);
    }
  }
}
