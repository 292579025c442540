package io.maestro.message;

/** What becomes of a message that finds a subscriber's queue full. */
public enum Overflow {
  /** It is refused: the sender is told. */
  REFUSE,
  /** It is accepted, and the one that has waited longest is dropped, counted, and a dead letter. */
  DROP_OLDEST,
  /** It is dropped itself, counted, and a dead letter; the sender is not told. */
  DROP_NEWEST
}
