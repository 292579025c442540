package io.maestro.strategy;

import java.util.Optional;

/**
 * What a pipeline gives: an envelope to go on with, or the decision to stop, which concludes a
 * development without failing it.
 *
 * @param <E> the type of the envelope
 */
public sealed interface Decision<E> permits Research, Analysis, Draft, Optimized, Prepared, Stop {
  /** Returns the decision to stop. */
  static <E> Decision<E> stop(String reason) {
    return new Stop<>(reason);
  }

  /** Returns the envelope, or empty if the decision is to stop. */
  Optional<E> envelope();

  /** Returns why to stop, empty if the decision is to go on. */
  String reason();
}
