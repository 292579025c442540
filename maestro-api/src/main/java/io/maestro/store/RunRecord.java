package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store keeps of a run beside its journal and inbox.
 *
 * @param id its id
 * @param workflow the name of its workflow
 * @param input its input
 * @param createdAt when it was created
 * @param deadline when it must have ended, if ever
 * @param tags its tags
 * @param context what travels with it to whichever thread works on it
 * @param parent the run that waits for it, if one does
 * @param standing what it is doing, or was last doing before its end
 * @param epoch the fencing token of its latest owner, 0 before the first
 * @param owner the node that owns it, if one does
 * @param end how it ended, if it has
 * @param endedAt when it ended, if it has
 */
public record RunRecord(
    RunId id,
    String workflow,
    Payload input,
    Instant createdAt,
    Optional<Instant> deadline,
    Map<String, String> tags,
    Map<String, String> context,
    Optional<NewRun.ParentCall> parent,
    Standing standing,
    long epoch,
    Optional<String> owner,
    Optional<RunEnd> end,
    Optional<Instant> endedAt) {
  /** Copies the collections. */
  public RunRecord {
    requireNonNull(id, "id");
    requireNonNull(workflow, "workflow");
    requireNonNull(input, "input");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(deadline, "deadline");
    requireNonNull(parent, "parent");
    requireNonNull(standing, "standing");
    requireNonNull(owner, "owner");
    requireNonNull(end, "end");
    requireNonNull(endedAt, "endedAt");
    tags = Map.copyOf(tags);
    context = Map.copyOf(context);
  }

  /** Returns what the run is doing, or how it ended. */
  public RunStatus status() {
    return end.map(RunEnd::status).orElse(standing.status());
  }

  /** Returns what may be shown of it. */
  public RunInfo info() {
    return new RunInfo(
        id,
        workflow,
        status(),
        createdAt,
        endedAt,
        tags,
        standing.progress(),
        end.isPresent() ? "" : standing.waitingFor(),
        end.flatMap(RunEnd::failure));
  }
}
