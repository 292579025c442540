package io.maestro.flow;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is to be done about something whose intent is recorded and whose outcome is not.
 *
 * @param choice the way that was chosen
 * @param outcome the outcome that was found, if it is adopted
 * @param note why, may be empty
 * @param <T> the type of the outcome
 */
public record Reconciliation<T>(Choice choice, Optional<T> outcome, String note) {
  /** The four ways to settle a doubt. */
  public enum Choice {
    /** It did not happen, or doing it again is harmless: do it again with the same key. */
    RESUME,
    /** It happened: take the outcome found. */
    ADOPT,
    /** It must not stand: undo what the flow has registered; what became of it remains unknown. */
    COMPENSATE,
    /** It can't be told: leave it to a person, as unknown. */
    MANUAL
  }

  /** Checks that there is an outcome if one is adopted, and only then. */
  public Reconciliation {
    requireNonNull(choice, "choice");
    requireNonNull(note, "note");
    if (outcome.isPresent() != (choice == Choice.ADOPT)) {
      throw new IllegalArgumentException(
          choice + (outcome.isPresent() ? " takes no outcome" : " needs the outcome found"));
    }
  }

  /** Returns the decision to do it again, with the same idempotency key. */
  public static <T> Reconciliation<T> resume() {
    return new Reconciliation<>(Choice.RESUME, Optional.empty(), "");
  }

  /** Returns the decision to take an outcome that was found. */
  public static <T> Reconciliation<T> adopt(T found) {
    return new Reconciliation<>(Choice.ADOPT, Optional.of(found), "");
  }

  /** Returns the decision to undo what the flow has registered. */
  public static <T> Reconciliation<T> compensate(String why) {
    return new Reconciliation<>(Choice.COMPENSATE, Optional.empty(), why);
  }

  /** Returns the decision to leave it to a person. */
  public static <T> Reconciliation<T> manual(String why) {
    return new Reconciliation<>(Choice.MANUAL, Optional.empty(), why);
  }
}
