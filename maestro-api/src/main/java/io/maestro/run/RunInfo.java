package io.maestro.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a run at one moment. Immutable.
 *
 * @param id the run's id
 * @param workflow the name of its workflow
 * @param status what it is doing
 * @param createdAt when it was accepted
 * @param endedAt when it ended, if it has
 * @param tags its tags
 * @param progress how far it has come
 * @param waitingFor what it waits for, in words, if it waits
 * @param failure why it failed, if it has
 */
public record RunInfo(
    RunId id,
    String workflow,
    RunStatus status,
    Instant createdAt,
    Optional<Instant> endedAt,
    Map<String, String> tags,
    Progress progress,
    String waitingFor,
    Optional<Failure> failure) {
  /** Copies the tags. */
  public RunInfo {
    requireNonNull(id, "id");
    requireNonNull(workflow, "workflow");
    requireNonNull(status, "status");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(endedAt, "endedAt");
    requireNonNull(progress, "progress");
    requireNonNull(waitingFor, "waitingFor");
    requireNonNull(failure, "failure");
    tags = Map.copyOf(tags);
  }
}
