package io.maestro.store;

import static java.util.Objects.requireNonNull;

import io.maestro.run.RunId;
import java.util.List;

/**
 * The answer to an owner that prolongs its leases.
 *
 * @param lost the leases that are void: their epoch is no longer the run's
 * @param mail the letters that the other runs have and their owner has not seen
 */
public record Renewal(List<Lease> lost, List<Mail> mail) {
  /** Copies the lists. */
  public Renewal {
    lost = List.copyOf(lost);
    mail = List.copyOf(mail);
  }

  /** Returns the answer that all leases go on and there is no mail. */
  public static Renewal allKept() {
    return new Renewal(List.of(), List.of());
  }

  /**
   * Letters that another node has delivered to a run.
   *
   * @param run the run
   * @param letters the letters in its inbox that its owner has not seen, oldest first, not empty
   * @param seen the number of the latest of them
   */
  public record Mail(RunId run, List<Letter> letters, long seen) {
    /** Copies the letters. */
    public Mail {
      requireNonNull(run, "run");
      letters = List.copyOf(letters);
    }
  }
}
