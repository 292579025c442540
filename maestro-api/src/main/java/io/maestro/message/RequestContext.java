package io.maestro.message;

/** What a service's code sees of a request. Thread-safe. */
public interface RequestContext {
  /** Returns the envelope of the question; its deadline is there. */
  Envelope envelope();

  /**
   * Returns whether nobody waits for the reply any more: the request was cancelled, its time is
   * over, or the maestro is being closed.
   */
  boolean isOver();
}
