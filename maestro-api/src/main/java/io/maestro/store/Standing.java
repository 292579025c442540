package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.run.Progress;
import io.maestro.run.RunStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a live run is doing, and what makes it claimable while nobody owns it.
 *
 * @param status not terminal
 * @param dueAt when it is to be claimed, if time makes it so
 * @param awaits the inboxes of which a letter makes it claimable; control letters always do
 * @param progress how far it has come
 * @param waitingFor what it waits for, in words, may be empty
 */
public record Standing(
    RunStatus status,
    Optional<Instant> dueAt,
    Set<String> awaits,
    Progress progress,
    String waitingFor) {
  /** Checks that the status is not terminal. */
  public Standing {
    if (status.isTerminal()) {
      throw new IllegalArgumentException("a standing is of a live run: " + status);
    }
    requireNonNull(dueAt, "dueAt");
    requireNonNull(progress, "progress");
    requireNonNull(waitingFor, "waitingFor");
    awaits = Set.copyOf(awaits);
  }

  /** Returns the standing of a run that is due at a time. */
  public static Standing due(RunStatus status, Instant at) {
    return new Standing(status, Optional.of(at), Set.of(), Progress.NONE, "");
  }
}
