package io.maestro.store;

/** What became of a letter. */
public enum Delivery {
  /** It is in the inbox. */
  DELIVERED,
  /** A letter with its id had been delivered before. */
  DUPLICATE,
  /** There is no such run. */
  UNKNOWN_RUN,
  /** The run has ended. */
  ENDED,
  /** The inbox holds as many letters as it may. */
  FULL
}
