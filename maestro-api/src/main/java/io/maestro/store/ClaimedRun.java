package io.maestro.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A run with all that its new owner needs.
 *
 * @param lease the ownership
 * @param run the run
 * @param journal its steps, in the order in which they were first recorded
 * @param letters its inbox, oldest first
 * @param mailSeen the number of the latest letter that was ever delivered to it, 0 if none was
 * @param past how the former owner parted with it
 */
public record ClaimedRun(
    Lease lease,
    RunRecord run,
    List<StepRecord> journal,
    List<Letter> letters,
    long mailSeen,
    Past past) {
  /** How a former owner parted with a run. */
  public enum Past {
    /** Nobody owned it, or the owner gave it back: no step was in flight. */
    RELEASED,
    /** The owner's lease expired or was void: steps may have been in flight. */
    TAKEN_OVER
  }

  /** Copies the lists. */
  public ClaimedRun {
    requireNonNull(lease, "lease");
    requireNonNull(run, "run");
    requireNonNull(past, "past");
    journal = List.copyOf(journal);
    letters = List.copyOf(letters);
  }
}
