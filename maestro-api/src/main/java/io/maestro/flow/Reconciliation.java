package io.maestro.flow;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is to be done about an effect whose intent is recorded and whose outcome is not.
 *
 * @param <T> the type of the effect's value
 */
public final class Reconciliation<T> {
  /** The four ways to settle an effect in doubt. */
  public enum Choice {
    /** It did not happen, or doing it again is harmless: do it again with the same key. */
    RESUME,
    /** It happened: take the outcome found. */
    ADOPT,
    /** It must not stand: undo what the flow has registered and fail. */
    COMPENSATE,
    /** It can't be told: fail as unknown, and leave it to a person. */
    MANUAL
  }

  private final Choice choice;
  private final Optional<T> outcome;
  private final String note;

  private Reconciliation(Choice choice, Optional<T> outcome, String note) {
    this.choice = choice;
    this.outcome = outcome;
    this.note = requireNonNull(note, "note");
  }

  /** Returns the decision to do the effect again, with the same idempotency key. */
  public static <T> Reconciliation<T> resume() {
    return new Reconciliation<>(Choice.RESUME, Optional.empty(), "");
  }

  /** Returns the decision to take an outcome that was found. */
  public static <T> Reconciliation<T> adopt(T found) {
    return new Reconciliation<>(Choice.ADOPT, Optional.of(found), "");
  }

  /** Returns the decision to undo and fail. */
  public static <T> Reconciliation<T> compensate(String why) {
    return new Reconciliation<>(Choice.COMPENSATE, Optional.empty(), why);
  }

  /** Returns the decision to leave it to a person. */
  public static <T> Reconciliation<T> manual(String why) {
    return new Reconciliation<>(Choice.MANUAL, Optional.empty(), why);
  }

  /** Returns the way that was chosen. */
  public Choice choice() {
    return choice;
  }

  /** Returns the outcome that was found, if it was adopted. */
  public Optional<T> outcome() {
    return outcome;
  }

  /** Returns why, may be empty. */
  public String note() {
    return note;
  }
}
