package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * One atomic change of a run by its owner.
 *
 * @param lease the ownership under which it is made
 * @param recorded steps to record, replacing those with the same path
 * @param forgotten prefixes of the paths of steps to forget, done before the recording
 * @param taken ids of letters to take out of the inbox
 * @param sent letters to put into other runs' inboxes; one to a run that has ended is dropped
 * @param next what the run does next, if that changes
 * @param end how the run ended, if it has
 * @param ownership whether the run stays owned; an end always releases it
 */
public record RunWrite(
    Lease lease,
    List<StepRecord> recorded,
    List<String> forgotten,
    List<String> taken,
    List<Addressed> sent,
    Optional<Standing> next,
    Optional<RunEnd> end,
    Ownership ownership) {
  /** Whether the run stays owned. */
  public enum Ownership {
    /** It stays owned. */
    KEEP,
    /** It becomes claimable as its standing says. */
    RELEASE
  }

  /** Copies the lists. */
  public RunWrite {
    requireNonNull(lease, "lease");
    recorded = List.copyOf(recorded);
    forgotten = List.copyOf(forgotten);
    taken = List.copyOf(taken);
    sent = List.copyOf(sent);
    requireNonNull(next, "next");
    requireNonNull(end, "end");
    requireNonNull(ownership, "ownership");
  }

  /** Returns the write of one step and nothing else. */
  public static RunWrite step(Lease lease, StepRecord step) {
    return new RunWrite(
        lease,
        List.of(step),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Ownership.KEEP);
  }

  /**
   * A letter with the run it goes to.
   *
   * @param to the run it goes to
   * @param letter the letter
   */
  public record Addressed(RunId to, Letter letter) {
    /** Checks the parts. */
    public Addressed {
      requireNonNull(to, "to");
      requireNonNull(letter, "letter");
    }
  }
}
