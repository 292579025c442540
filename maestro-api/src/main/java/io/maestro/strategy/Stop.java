package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The decision to stop.
 *
 * @param reason why
 * @param <E> the type of the envelope that there would have been
 */
public record Stop<E>(String reason) implements Decision<E> {
  /** Checks that there is a reason. */
  public Stop {
    requireNonNull(reason, "reason");
  }

  @Override
  public Optional<E> envelope() {
    return Optional.empty();
  }
}
