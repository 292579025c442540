package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Payload;
import io.maestro.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that is to be created.
 *
 * @param id its id
 * @param workflow the name of its workflow
 * @param input its input
 * @param deadline when it must have ended, if ever
 * @param tags its tags
 * @param context what travels with it to whichever thread works on it, such as the caller's MDC
 * @param parent the run that waits for it, if one does
 * @param journal steps that it starts with, as a retried run does
 * @param owner the node that is to own it at once, if one is
 * @param leaseFor how long it is owned then
 */
public record NewRun(
    RunId id,
    String workflow,
    Payload input,
    Optional<Instant> deadline,
    Map<String, String> tags,
    Map<String, String> context,
    Optional<ParentCall> parent,
    List<StepRecord> journal,
    Optional<String> owner,
    Duration leaseFor) {
  /** Copies the collections. */
  public NewRun {
    requireNonNull(id, "id");
    requireNonNull(workflow, "workflow");
    requireNonNull(input, "input");
    requireNonNull(deadline, "deadline");
    requireNonNull(parent, "parent");
    requireNonNull(owner, "owner");
    requireNonNull(leaseFor, "leaseFor");
    tags = Map.copyOf(tags);
    context = Map.copyOf(context);
    journal = List.copyOf(journal);
  }

  /**
   * The run and inbox that are told when a run ends.
   *
   * @param run the run that waits
   * @param inbox the inbox that its end is delivered to
   */
  public record ParentCall(RunId run, String inbox) {
    /** Checks the parts. */
    public ParentCall {
      requireNonNull(run, "run");
      requireNonNull(inbox, "inbox");
    }
  }
}
